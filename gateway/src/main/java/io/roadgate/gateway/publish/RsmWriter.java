package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.message.WireClass;
import io.roadgate.gateway.message.WirePlace;
import io.roadgate.gateway.record.TrackStateDecoder;
import io.roadgate.v2x.dayone.BasicVehicleClass;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.dayone.ParticipantData;
import io.roadgate.v2x.dayone.ParticipantList;
import io.roadgate.v2x.dayone.ParticipantType;
import io.roadgate.v2x.dayone.PositionConfidence;
import io.roadgate.v2x.dayone.RoadsideSafetyMessage;
import io.roadgate.v2x.dayone.SourceType;
import io.roadgate.v2x.message.MessageCodec;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.units.WireUnits;
import org.agrona.MutableDirectBuffer;

/**
 * Writes tracks as RSM in UPER: begin (with the RSU itself as participant 0), add up to fifteen tracks, end.
 *
 * <p>Source: T/CSAE 53 as the day1-2020 module Rsm has it; sending rules of an RSU requirement text after YD/T 3709.
 */
final class RsmWriter {
    static final int MOST_TRACKS = ParticipantList.MAX_COUNT - 1;
    static final int MOST_BYTES = 4096;
    private static final int COUNT_MASK = 0x7F;

    private final MessageCodec codec = new MessageCodec();
    private final MessageFrame frame = new MessageFrame();
    private final WirePlace place;
    private final GatewayConfig.Site site;
    private final long rsuId;
    private int messageCount;
    private ParticipantList participants;

    /** A writer for a site; messages count from {@code firstCount} (0..127). */
    RsmWriter(GatewayConfig config, int firstCount) {
        site = config.site();
        place = new WirePlace(site.latDeg(), site.lonDeg(), site.heightM());
        rsuId = RsiWriter.rsuId(config);
        messageCount = firstCount;
    }

    void begin(long nowNs) {
        RoadsideSafetyMessage rsm = frame.useRsmFrame();
        rsm.msgCnt(messageCount & COUNT_MASK);
        messageCount = (messageCount + 1) & COUNT_MASK;
        rsm.id().idAsLong(rsuId);
        place.writeTo(rsm.refPos());
        participants = rsm.participants();
        ParticipantData self = participants.add();
        self.ptcType(ParticipantType.RSU).ptcId(0).source(SourceType.SELFINFO).secMark(WireTime.secMark(nowNs));
        self.pos().offsetLL().usePositionLL1().lon(0).lat(0);
        self.posConfidence().pos(PositionConfidence.A1M);
        self.speed(0).heading(WireUnits.headingWire(Float.NaN));
        self.size().width(0).length(0);
    }

    /** Adds one track under its number 1..255; false when the message is full. */
    boolean add(TrackStateDecoder track, int participantId) {
        ParticipantData out = participants.add();
        if (out == null) {
            return false;
        }
        int code = track.participantClass() & 0xFF;
        out.ptcType(WireClass.participantType(code))
                .ptcId(participantId)
                .source(SourceType.INTEGRATED)
                .secMark(WireTime.secMark(track.atNs()));
        if (track.temporaryId() != 0) {
            out.useId().idAsLong(track.temporaryId());
        }
        place.writeOffset(track.latE7(), track.lonE7(), track.heightCm(), out.pos());
        out.posConfidence().pos(WirePlace.confidence(track.positionSigmaM()));
        out.speed(WireUnits.speedWire(track.speedMps())).heading(WireUnits.headingWire(track.courseRad()));
        if (!Float.isNaN(track.accelMps2())) {
            out.useAccelSet()
                    .long_(WireUnits.accelWire(track.accelMps2()))
                    .lat(WireUnits.accelWire(Float.NaN))
                    .vert(WireUnits.verticalAccelWire(Float.NaN))
                    .yaw(WireUnits.yawRateWire(Float.NaN));
        }
        out.size()
                .width(WireUnits.vehicleWidthWire(track.widthM()))
                .length(WireUnits.vehicleLengthWire(track.lengthM()));
        if (WireClass.vehicleClass(code) != BasicVehicleClass.UNKNOWN_VEHICLE_CLASS) {
            out.useVehicleClass().classification(WireClass.vehicleClass(code));
        }
        return true;
    }

    /** Encodes; returns the length in bytes, or minus a fault of {@code UperFault}. */
    int end(MutableDirectBuffer buffer, int offset) {
        return codec.encode(frame, buffer, offset);
    }
}
