package io.roadgate.gateway.service;

import io.roadgate.gateway.record.CommandKind;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.OrderHeldDecoder;
import io.roadgate.gateway.record.OrderHeldEncoder;
import org.agrona.DirectBuffer;

/**
 * Orders as {@code OrderHeld} records, which the next run gets back. Allocates nothing after construction; reading says
 * false for what is no whole record of an order.
 */
final class OrderRecords {
    private static final CommandKind[] KINDS = CommandKind.values();
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int GROUP_BYTES = OrderHeldDecoder.LanesDecoder.sbeHeaderSize();
    private static final int LANE_BYTES = OrderHeldDecoder.LanesDecoder.sbeBlockLength();

    private final ServiceOutputs outputs;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderHeldEncoder held = new OrderHeldEncoder();
    private final MessageHeaderDecoder givenHeader = new MessageHeaderDecoder();
    private final OrderHeldDecoder given = new OrderHeldDecoder();

    OrderRecords(ServiceOutputs outputs) {
        this.outputs = outputs;
    }

    /** Tells that an order holds, or that it is over. */
    void write(Order order, boolean isOver, long nowNs) {
        held.wrapAndApplyHeader(outputs.scratch(), 0, header)
                .commandId(order.id)
                .kind((short) order.kind.ordinal())
                .isOver((short) (isOver ? 1 : 0))
                .atNs(nowNs)
                .causedAtNs(order.causedAtNs)
                .expiresAtNs(order.expiresAtNs)
                .speedCmps(order.speedCmps)
                .intersectionId(order.intersectionId)
                .plan(order.plan)
                .vehicleId(order.vehicleId);
        OrderHeldEncoder.LanesEncoder lanes = held.lanesCount(order.laneCount);
        for (int i = 0; i < order.laneCount; i++) {
            lanes.next().siteLane(order.lanes[i]);
        }
        outputs.emit(OrderHeldEncoder.TEMPLATE_ID, HEADER_BYTES + held.encodedLength());
    }

    /** Reads an order of the run before; false when it is none. */
    boolean read(DirectBuffer buffer, int offset, int length, Order into) {
        into.clear();
        int least = HEADER_BYTES + OrderHeldDecoder.BLOCK_LENGTH + GROUP_BYTES;
        if (length < least
                || givenHeader.wrap(buffer, offset).templateId() != OrderHeldDecoder.TEMPLATE_ID
                || givenHeader.blockLength() != OrderHeldDecoder.BLOCK_LENGTH) {
            return false;
        }
        given.wrapAndApplyHeader(buffer, offset, givenHeader);
        OrderHeldDecoder.LanesDecoder lanes = given.lanes();
        boolean isWhole = lanes.actingBlockLength() == LANE_BYTES
                && lanes.count() <= Order.MOST_LANES
                && length >= least + lanes.count() * LANE_BYTES;
        if (!isWhole || given.kind() >= KINDS.length || given.commandId() == 0) {
            return false;
        }
        into.id = given.commandId();
        into.kind = KINDS[given.kind()];
        into.causedAtNs = given.causedAtNs();
        into.expiresAtNs = given.expiresAtNs();
        into.speedCmps = given.speedCmps();
        into.intersectionId = given.intersectionId();
        into.plan = given.plan();
        into.vehicleId = given.vehicleId();
        while (lanes.hasNext()) {
            into.addLane(lanes.next().siteLane());
        }
        return true;
    }
}
