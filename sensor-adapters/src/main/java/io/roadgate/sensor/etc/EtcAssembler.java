package io.roadgate.sensor.etc;

import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.EtcTransactionEncoder;
import io.roadgate.sensor.observation.ObservationSink;
import java.util.Arrays;

/**
 * Puts ETC transactions together from the frames of both directions, one per OBU.
 *
 * <p>B2 begins, B3, B4 and C6 add, B5 ends. Several OBUs may be in the beam at once. An error in B3, B4 or B5 ends the
 * passage too and is told with its code; an error in B2 is an OBU that was never read and is not told. The same B5 sent
 * again (the controller may ask for it) is told once.
 *
 * <p>Errors: {@code ETC_UNFINISHED} for a passage that got no B5 within {@link #TIMEOUT_NS}, was stopped by the
 * controller, or had to give way in a full table; {@code TIME_IMPLAUSIBLE} for an antenna clock far off ours.
 *
 * <p>Source: etc-rsu.md, section 3 ("Normal sequence", "Layouts").
 */
final class EtcAssembler {
    /** How long a passage may wait for its end. */
    static final long TIMEOUT_NS = 5_000_000_000L;

    /** Far more than a beam of a few metres holds. */
    static final int PASSAGES = 64;

    private static final int STOP_SEARCH_AGAIN = 1;
    private static final int CARD_WITH_CLASS = 0x40;

    private final int sensorId;
    private final ObservationSink sink;
    private final FaultSink faults;
    private final long clockToleranceNs;
    private final EtcText text = new EtcText();
    private final EtcPassage[] passages = new EtcPassage[PASSAGES];

    EtcAssembler(int sensorId, ObservationSink sink, FaultSink faults, long clockToleranceNs) {
        this.sensorId = sensorId;
        this.sink = sink;
        this.faults = faults;
        this.clockToleranceNs = clockToleranceNs;
        Arrays.setAll(passages, i -> new EtcPassage());
    }

    void onFrame(EtcFrame frame, long receivedAtNs) {
        switch (frame.type()) {
            case EtcFrameType.OBU_FOUND -> onObuFound(frame, receivedAtNs);
            case EtcFrameType.VEHICLE -> onVehicle(frame, receivedAtNs);
            case EtcFrameType.CARD -> onCard(frame, receivedAtNs);
            case EtcFrameType.CHARGE -> passageOf(frame.obuMac(), receivedAtNs).chargedFen = frame.amountFen();
            case EtcFrameType.RESULT -> onResult(frame, receivedAtNs);
            case EtcFrameType.STOP -> onStop(frame);
            default -> {
                // Device state, place, and the controller's other commands tell nothing of a passage.
            }
        }
    }

    private void onObuFound(EtcFrame frame, long receivedAtNs) {
        if (frame.errorCode() != 0) {
            EtcPassage known = find(frame.obuMac());
            if (known != null) {
                drop(known);
            }
            return;
        }
        EtcPassage passage = passageOf(frame.obuMac(), receivedAtNs);
        passage.begin(frame.obuMac(), receivedAtNs);
        EtcText.digits(frame.buffer(), frame.place(16), 8, passage.contractSerial);
    }

    private void onVehicle(EtcFrame frame, long receivedAtNs) {
        EtcPassage passage = passageOf(frame.obuMac(), receivedAtNs);
        if (frame.errorCode() != 0) {
            fail(passage, frame, receivedAtNs);
            return;
        }
        passage.plateLength = text.plate(frame.buffer(), frame.place(6), EtcFrame.PLATE_BYTES, passage.plate);
        passage.plateColour = frame.plateColour();
        passage.vehicleClass = frame.vehicleClass();
        passage.userType = frame.userType();
        passage.axleCount = frame.axleCount();
        passage.lengthDm = frame.lengthDm();
    }

    private void onCard(EtcFrame frame, long receivedAtNs) {
        EtcPassage passage = passageOf(frame.obuMac(), receivedAtNs);
        if (frame.errorCode() != 0) {
            fail(passage, frame, receivedAtNs);
            return;
        }
        int file = frame.file0015At();
        passage.balanceBeforeFen = frame.cardBalanceFen();
        passage.cardType = frame.cardType();
        EtcText.digits(frame.buffer(), frame.place(file + 12), 8, passage.cardNumber);
        if (passage.plateLength == 0) {
            // The OBU's vehicle file was missed: the card carries the same plate.
            passage.plateLength =
                    text.plate(frame.buffer(), frame.place(file + 28), EtcFrame.PLATE_BYTES, passage.plate);
            passage.userType = frame.u8(file + 40);
            boolean hasClass = frame.cardVersion() >= CARD_WITH_CLASS;
            passage.plateColour = frame.u8(file + (hasClass ? 41 : 42));
            passage.vehicleClass = hasClass ? frame.u8(file + 42) : 0;
        }
    }

    private void onResult(EtcFrame frame, long receivedAtNs) {
        EtcPassage passage = passageOf(frame.obuMac(), receivedAtNs);
        if (frame.isErrorOnly()) {
            fail(passage, frame, receivedAtNs);
            return;
        }
        boolean isRepeated = passage.isFinished
                && passage.finishedPsamSerial == frame.psamSerial()
                && passage.finishedTac == frame.tac();
        if (isRepeated) {
            return;
        }
        EtcTransactionEncoder out = sink.claimEtcTransaction();
        if (out != null) {
            write(out, passage, frame.errorCode(), receivedAtNs);
            writeResult(out, passage, frame, receivedAtNs);
            sink.commit();
        }
        passage.isFinished = true;
        passage.finishedPsamSerial = frame.psamSerial();
        passage.finishedTac = frame.tac();
    }

    private void onStop(EtcFrame frame) {
        EtcPassage passage = find(frame.obuMac());
        if (passage != null && frame.stopType() == STOP_SEARCH_AGAIN) {
            drop(passage);
        }
    }

    /** Tells a passage that an error ended before its result. */
    private void fail(EtcPassage passage, EtcFrame frame, long receivedAtNs) {
        EtcTransactionEncoder out = passage.isFinished ? null : sink.claimEtcTransaction();
        if (out != null) {
            write(out, passage, frame.errorCode(), receivedAtNs);
            out.measuredAtNs(receivedAtNs)
                    .transactedAtNs(receivedAtNs)
                    .debitedFen(-1)
                    .balanceAfterFen(-1)
                    .psamSerial(0)
                    .cardSerial(0)
                    .tac(0);
            sink.commit();
        }
        passage.isUsed = false;
    }

    private void write(EtcTransactionEncoder out, EtcPassage passage, int errorCode, long receivedAtNs) {
        out.receivedAtNs(receivedAtNs)
                .sensorId(sensorId)
                .errorCode((short) errorCode)
                .vehicleClass((short) passage.vehicleClass)
                .userType((short) passage.userType)
                .plateColour((short) passage.plateColour)
                .axleCount((short) passage.axleCount)
                .cardType((short) passage.cardType)
                .obuMac(passage.obuMac)
                .lengthM(passage.lengthDm < 0 ? Float.NaN : passage.lengthDm / 10f)
                .putContractSerial(passage.contractSerial, 0, EtcPassage.DIGITS)
                .putCardNumber(passage.cardNumber, 0, EtcPassage.DIGITS)
                .putPlate(passage.plate, 0, EtcText.PLATE_UTF8_BYTES);
    }

    private void writeResult(EtcTransactionEncoder out, EtcPassage passage, EtcFrame frame, long receivedAtNs) {
        long toldNs = EtcText.bcdTimeNs(frame.buffer(), frame.place(frame.bcdTimeAt()));
        boolean isPlausible = toldNs != 0 && Math.abs(receivedAtNs - toldNs) <= clockToleranceNs;
        if (!isPlausible) {
            faults.count(FrameFault.TIME_IMPLAUSIBLE);
        }
        out.measuredAtNs(isPlausible ? toldNs : receivedAtNs)
                .transactedAtNs(toldNs != 0 ? toldNs : receivedAtNs)
                .debitedFen(debitedFen(passage, frame.balanceAfterFen()))
                .balanceAfterFen(frame.balanceAfterFen())
                .psamSerial(frame.psamSerial())
                .cardSerial(frame.cardSerial())
                .tac(frame.tac());
    }

    private static long debitedFen(EtcPassage passage, long balanceAfterFen) {
        if (passage.chargedFen >= 0) {
            return passage.chargedFen;
        }
        boolean isDrop = passage.balanceBeforeFen >= balanceAfterFen;
        return isDrop ? passage.balanceBeforeFen - balanceAfterFen : -1;
    }

    private EtcPassage find(long obuMac) {
        for (EtcPassage passage : passages) {
            if (passage.isUsed && passage.obuMac == obuMac) {
                return passage;
            }
        }
        return null;
    }

    private EtcPassage passageOf(long obuMac, long receivedAtNs) {
        EtcPassage known = find(obuMac);
        if (known != null) {
            return known;
        }
        EtcPassage place = passages[0];
        for (EtcPassage passage : passages) {
            if (!passage.isUsed) {
                place = passage;
                break;
            }
            place = passage.beganAtNs < place.beganAtNs ? passage : place;
        }
        drop(place);
        place.begin(obuMac, receivedAtNs);
        return place;
    }

    private void drop(EtcPassage passage) {
        if (passage.isUsed && !passage.isFinished) {
            faults.count(FrameFault.ETC_UNFINISHED);
        }
        passage.isUsed = false;
    }

    int onTick(long nowNs) {
        int endedCount = 0;
        for (EtcPassage passage : passages) {
            if (passage.isUsed && nowNs - passage.beganAtNs >= TIMEOUT_NS) {
                drop(passage);
                endedCount++;
            }
        }
        return endedCount;
    }
}
