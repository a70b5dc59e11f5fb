package io.roadgate.gateway.publish;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.ControllerRequestDecoder;
import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.PriorityRequestDecoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.RequestAnswer;
import io.roadgate.gateway.record.RequestStateEncoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnresolvedAddressException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Asks a signal controller, one JSON document to a datagram, and takes its answers on the same socket.
 *
 * <pre>
 *   {"request":"5","kind":"priority","do":"ask","intersection":12,"phase":3,"level":7,"arrivesInMs":8000,"holdMs":5000,"ttlMs":2000}
 *   {"request":"80","kind":"plan","do":"cancel","intersection":12,"plan":4,"ttlMs":0}
 *   {"request":"5","answer":"granted"}      granted | refused | ended
 * </pre>
 *
 * <p>Each request is told as {@code RequestState}: sent, what the controller answers, ended, or unanswered when it ran out
 * without an answer. Answers of strangers, to requests that are not open, or unreadable count {@code CONTROLLER_REFUSED}.
 *
 * <p>Source: our own form, beside the one of the {@code signal} sensor.
 *
 * <p>Thread: the publish agent. The socket does not block.
 */
final class ControllerLink implements AutoCloseable {
    static final int MOST_OPEN = 64;

    private static final int BYTES = 512;
    private static final int ANSWERS_AT_ONCE = 16;
    private static final long MILLISECOND_NS = 1_000_000;
    private static final String[] ANSWERS = {"granted", "refused", "ended"};
    private static final RequestAnswer[] STATES = {RequestAnswer.GRANTED, RequestAnswer.REFUSED, RequestAnswer.ENDED};

    private final InetSocketAddress address;
    private final Counters counters;
    private final RecordHandler told;
    private final ByteBuffer out = ByteBuffer.allocateDirect(BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(BYTES);
    private final UnsafeBuffer record =
            new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + RequestStateEncoder.BLOCK_LENGTH]);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageHeaderEncoder stateHeader = new MessageHeaderEncoder();
    private final PriorityRequestDecoder priority = new PriorityRequestDecoder();
    private final ControllerRequestDecoder plan = new ControllerRequestDecoder();
    private final RequestStateEncoder state = new RequestStateEncoder();
    private final Open[] open = new Open[MOST_OPEN];
    private final StringBuilder text = new StringBuilder(BYTES);
    private int openCount;
    private DatagramChannel channel;

    /** A request that is not over; reused. */
    private static final class Open {
        private long key;
        private long vehicleId;
        private int intersectionId;
        private int phase;
        private int level;
        private long causedAtNs;
        private long expiresAtNs;
        private boolean isAnswered;
    }

    /** A link that tells what becomes of requests as {@code RequestState} records. */
    ControllerLink(InetSocketAddress address, Counters counters, RecordHandler told) {
        this.address = address;
        this.counters = counters;
        this.told = told;
        for (int i = 0; i < MOST_OPEN; i++) {
            open[i] = new Open();
        }
    }

    void open() throws IOException {
        channel = DatagramChannel.open();
        channel.configureBlocking(false);
    }

    /** Asks for green, or says that it is not wanted any more. */
    void onPriority(DirectBuffer buffer, int offset, long nowNs) {
        priority.wrapAndApplyHeader(buffer, offset, header);
        boolean isOver = priority.phaseRaw() == EventPhase.ENDED.value();
        begin(priority.requestKey(), "priority", isOver);
        text.append(",\"intersection\":").append(priority.intersectionId());
        text.append(",\"phase\":").append(priority.signalPhase());
        text.append(",\"level\":").append(priority.level());
        if (priority.arrivesAtNs() != Long.MIN_VALUE) {
            text.append(",\"arrivesInMs\":").append(Math.max(0, (priority.arrivesAtNs() - nowNs) / MILLISECOND_NS));
        }
        text.append(",\"holdMs\":").append(priority.holdMs());
        boolean isSent = send(isOver ? 0 : priority.expiresAtNs() - nowNs);
        int at = find(priority.requestKey());
        if (isOver) {
            finish(at, RequestAnswer.ENDED, nowNs);
        } else if (at >= 0) {
            open[at].expiresAtNs = priority.expiresAtNs();
        } else if (isSent && openCount < MOST_OPEN) {
            Open row = add(priority.requestKey(), priority.causedAtNs(), priority.expiresAtNs());
            row.vehicleId = priority.vehicleId();
            row.intersectionId = priority.intersectionId();
            row.phase = priority.signalPhase();
            row.level = priority.level();
            tell(row, RequestAnswer.SENT, nowNs);
        }
    }

    /** Asks for a plan, or says that it is not wanted any more. */
    void onPlan(DirectBuffer buffer, int offset, long nowNs) {
        plan.wrapAndApplyHeader(buffer, offset, header);
        boolean isOver = plan.isCancelled() != 0;
        begin(plan.requestKey(), "plan", isOver);
        text.append(",\"intersection\":").append(plan.intersectionId());
        text.append(",\"plan\":").append(plan.plan());
        boolean isSent = send(isOver ? 0 : plan.expiresAtNs() - nowNs);
        int at = find(plan.requestKey());
        if (isOver) {
            finish(at, RequestAnswer.ENDED, nowNs);
        } else if (isSent && at < 0 && openCount < MOST_OPEN) {
            Open row = add(plan.requestKey(), plan.causedAtNs(), plan.expiresAtNs());
            row.intersectionId = plan.intersectionId();
            tell(row, RequestAnswer.SENT, nowNs);
        }
    }

    int doWork(long nowNs) {
        int work = 0;
        while (channel != null && work < ANSWERS_AT_ONCE && take(nowNs)) {
            work++;
        }
        for (int i = openCount - 1; i >= 0; i--) {
            if (nowNs >= open[i].expiresAtNs) {
                finish(i, open[i].isAnswered ? RequestAnswer.ENDED : RequestAnswer.UNANSWERED, nowNs);
            }
        }
        return work;
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            counters.increment(GatewayCounter.CONTROLLER_REFUSED);
        }
    }

    private void begin(long key, String kind, boolean isOver) {
        text.setLength(0);
        // Keys have 63 bits, so that a signed number is the same text.
        text.append("{\"request\":\"")
                .append(key & Long.MAX_VALUE)
                .append("\",\"kind\":\"")
                .append(kind);
        text.append("\",\"do\":\"").append(isOver ? "cancel" : "ask").append('"');
    }

    private boolean send(long ttlNs) {
        text.append(",\"ttlMs\":").append(ttlNs / MILLISECOND_NS).append('}');
        out.clear();
        for (int i = 0; i < text.length(); i++) {
            out.put((byte) text.charAt(i));
        }
        out.flip();
        boolean isSent = false;
        try {
            isSent = channel != null && channel.send(out, address) > 0;
        } catch (IOException | UnresolvedAddressException e) {
            isSent = false; // told by the counter below; a request that holds is sent again
        }
        if (!isSent) {
            counters.increment(GatewayCounter.CONTROLLER_REFUSED);
        }
        return isSent;
    }

    private boolean take(long nowNs) {
        in.clear();
        try {
            SocketAddress from = channel.receive(in);
            if (from == null) {
                return false;
            }
            in.flip();
            int at = from.equals(address) ? answered() : -1;
            if (at < 0) {
                counters.increment(GatewayCounter.CONTROLLER_REFUSED);
                return true;
            }
            int answer = answer();
            if (STATES[answer] == RequestAnswer.GRANTED) {
                open[at].isAnswered = true;
                tell(open[at], RequestAnswer.GRANTED, nowNs);
            } else {
                finish(at, STATES[answer], nowNs);
            }
            return true;
        } catch (IOException e) {
            counters.increment(GatewayCounter.CONTROLLER_REFUSED);
            return false;
        }
    }

    /** The open request that the datagram answers; -1 = none, or it is no answer. */
    private int answered() {
        int at = after("\"request\":\"");
        if (at < 0 || answer() < 0) {
            return -1;
        }
        long key = 0;
        int digits = 0;
        for (; at < in.limit() && in.get(at) >= '0' && in.get(at) <= '9' && digits < 19; at++) {
            key = key * 10 + in.get(at) - '0';
            digits++;
        }
        return digits == 0 || at >= in.limit() || in.get(at) != '"' ? -1 : find(key);
    }

    private int answer() {
        int at = after("\"answer\":\"");
        for (int i = 0; at >= 0 && i < ANSWERS.length; i++) {
            if (isAt(at, ANSWERS[i]) && at + ANSWERS[i].length() < in.limit()) {
                return in.get(at + ANSWERS[i].length()) == '"' ? i : -1;
            }
        }
        return -1;
    }

    /** Where a mark ends, blanks behind colons apart; -1 = it is not there. */
    private int after(String mark) {
        for (int at = 0; at + mark.length() <= in.limit(); at++) {
            if (isAt(at, mark)) {
                return at + mark.length();
            }
        }
        return -1;
    }

    private boolean isAt(int at, String mark) {
        if (at + mark.length() > in.limit()) {
            return false;
        }
        for (int i = 0; i < mark.length(); i++) {
            if (in.get(at + i) != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int find(long key) {
        for (int i = 0; i < openCount; i++) {
            if (open[i].key == (key & Long.MAX_VALUE)) {
                return i;
            }
        }
        return -1;
    }

    private Open add(long key, long causedAtNs, long expiresAtNs) {
        Open row = open[openCount++];
        row.key = key & Long.MAX_VALUE;
        row.vehicleId = 0;
        row.phase = 0;
        row.level = 0;
        row.causedAtNs = causedAtNs;
        row.expiresAtNs = expiresAtNs;
        row.isAnswered = false;
        return row;
    }

    private void finish(int at, RequestAnswer how, long nowNs) {
        if (at < 0) {
            return;
        }
        Open over = open[at];
        tell(over, how, nowNs);
        openCount--;
        open[at] = open[openCount];
        open[openCount] = over;
    }

    private void tell(Open row, RequestAnswer how, long nowNs) {
        state.wrapAndApplyHeader(record, 0, stateHeader)
                .requestKey(row.key)
                .state(how)
                .vehicleId(row.vehicleId)
                .atNs(nowNs)
                .causedAtNs(row.causedAtNs)
                .expiresAtNs(row.expiresAtNs)
                .intersectionId(row.intersectionId)
                .signalPhase((short) row.phase)
                .level((short) row.level);
        told.onRecord(RequestStateEncoder.TEMPLATE_ID, record, 0, record.capacity());
    }
}
