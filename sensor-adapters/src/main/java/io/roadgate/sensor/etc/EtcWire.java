package io.roadgate.sensor.etc;

import io.roadgate.sensor.driver.Reply;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The way from the controller to the antenna: frames commands in the antenna's dialect and numbers them.
 *
 * <p>An answer has the nibbles of the frame it answers, swapped; what answers nothing has a number of its own.
 *
 * <p>Errors: {@code ETC_UNSENT}.
 */
final class EtcWire {
    /** Instead of a control byte: the command answers nothing. */
    static final int UNASKED = -1;

    private final Reply reply;
    private final FaultSink faults;
    private final EtcFraming[] framings = new EtcFraming[EtcDialect.values().length];
    private final UnsafeBuffer wire = new UnsafeBuffer(new byte[1_024]);
    private final boolean isFixed;
    private EtcDialect dialect;
    private int ownCount;

    EtcWire(EtcDialect fixed, Reply reply, FaultSink faults) {
        this.reply = reply;
        this.faults = faults;
        this.isFixed = fixed != null;
        this.dialect = isFixed ? fixed : EtcDialect.BCC;
        for (EtcDialect known : EtcDialect.values()) {
            framings[known.ordinal()] = known.newFraming();
        }
    }

    /** The link came up. */
    void reset() {
        ownCount = 0;
    }

    /** The antenna has spoken in this dialect. */
    void heard(EtcDialect spoken) {
        dialect = isFixed ? dialect : spoken;
    }

    /** Nobody has answered: the other dialect is tried. */
    void tryAnother() {
        if (!isFixed) {
            dialect = dialect == EtcDialect.BCC ? EtcDialect.LENGTH_CRC : EtcDialect.BCC;
        }
    }

    /**
     * Sends a command.
     *
     * @param answered control byte of the antenna's frame, or {@link #UNASKED}.
     * @return whether it went out.
     */
    boolean send(int answered, DirectBuffer body, int length) {
        EtcFraming framing = framings[dialect.ordinal()];
        int control = answered == UNASKED ? framing.ownControl(ownCount) : EtcSequence.answerTo(answered);
        int wireLength = framing.encode(control, body, length, wire);
        if (!reply.offer(wire, 0, wireLength)) {
            faults.count(FrameFault.ETC_UNSENT);
            return false;
        }
        ownCount += answered == UNASKED ? 1 : 0;
        return true;
    }
}
