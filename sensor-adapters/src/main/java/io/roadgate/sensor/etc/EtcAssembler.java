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
 * again (the controller may ask for it) is told once. A tap that hears the controller alone makes no passages.
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
            case EtcFrameType.RESULT -> onResult(frame, receivedAtNs);
            case EtcFrameType.CHARGE -> onCharge(frame.obuMac(), frame.number(EtcField.AMOUNT_FEN), receivedAtNs);
            case EtcFrameType.FETCH_TAC -> onFetchTac(frame.obuMac(), receivedAtNs);
            case EtcFrameType.STOP -> onStop(frame.obuMac(), (int) frame.number(EtcField.STOP_TYPE));
            default -> {
                // Device state, place, and the controller's other commands tell nothing of a passage.
            }
        }
    }

    /** The controller's charge of an OBU, heard or sent. */
    void onCharge(long obuMac, long amountFen, long nowNs) {
        passageOf(obuMac, nowNs).chargedFen = amountFen;
    }

    /** The controller asks for a lost result: the passage may wait for it as long again. */
    void onFetchTac(long obuMac, long nowNs) {
        EtcPassage passage = find(obuMac);
        if (passage != null) {
            passage.waitingSinceNs = nowNs;
        }
    }

    /** The antenna has confirmed a charge whose result was lost: told with all that is known, without its TAC. */
    void onConfirmed(long obuMac, long nowNs) {
        EtcPassage passage = find(obuMac);
        EtcTransactionEncoder out = passage == null || passage.isFinished ? null : sink.claimEtcTransaction();
        if (out == null) {
            return;
        }
        write(out, passage, 0, nowNs);
        out.measuredAtNs(nowNs)
                .transactedAtNs(nowNs)
                .debitedFen(passage.chargedFen)
                .balanceAfterFen(-1)
                .psamSerial(0)
                .cardSerial(0)
                .tac(0);
        sink.commit();
        passage.isFinished = true;
    }

    /** The controller has only read the card: no result will come. */
    void onReadOnly(long obuMac) {
        EtcPassage passage = find(obuMac);
        if (passage != null) {
            passage.isUsed = false;
        }
    }

    /** The controller gives an OBU up, or asks for its last frame again. */
    void onStop(long obuMac, int stopType) {
        EtcPassage passage = find(obuMac);
        if (passage != null && stopType == STOP_SEARCH_AGAIN) {
            drop(passage);
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
        passage.isHeard = true;
        EtcText.digits(frame.buffer(), frame.at(EtcField.CONTRACT_SERIAL), 8, passage.contractSerial);
    }

    private void onVehicle(EtcFrame frame, long receivedAtNs) {
        EtcPassage passage = heard(frame, receivedAtNs);
        if (frame.errorCode() != 0) {
            fail(passage, frame, receivedAtNs);
            return;
        }
        passage.plateLength = text.plate(frame.buffer(), frame.at(EtcField.PLATE), EtcFrame.PLATE_BYTES, passage.plate);
        passage.plateColour = colour(frame.number(EtcField.PLATE_COLOUR));
        passage.vehicleClass = (int) frame.number(EtcField.VEHICLE_CLASS);
        passage.userType = (int) frame.number(EtcField.USER_TYPE);
        passage.axleCount = (int) frame.number(EtcField.AXLES);
        passage.lengthDm = (int) frame.number(EtcField.LENGTH_DM);
    }

    private void onCard(EtcFrame frame, long receivedAtNs) {
        EtcPassage passage = heard(frame, receivedAtNs);
        if (frame.errorCode() != 0) {
            fail(passage, frame, receivedAtNs);
            return;
        }
        passage.balanceBeforeFen = frame.number(EtcField.BALANCE_FEN);
        passage.cardType = frame.issueFileNumber(EtcField.CARD_TYPE);
        EtcText.digits(frame.buffer(), frame.issueFileAt(EtcField.CARD_NUMBER), 8, passage.cardNumber);
        int plateAt = frame.issueFileAt(EtcField.PLATE);
        if (passage.plateLength == 0 && plateAt != EtcLayout.ABSENT) {
            // The OBU's vehicle file was missed: the card carries the same plate.
            passage.plateLength = text.plate(frame.buffer(), plateAt, EtcFrame.PLATE_BYTES, passage.plate);
            passage.userType = frame.issueFileNumber(EtcField.USER_TYPE);
            passage.plateColour = colour(frame.issueFileNumber(EtcField.PLATE_COLOUR));
            passage.vehicleClass = Math.max(0, frame.issueFileNumber(EtcField.VEHICLE_CLASS));
        }
    }

    /** The high byte of a colour has no meaning in any source. */
    private static int colour(long number) {
        return (int) number & 0xFF;
    }

    private void onResult(EtcFrame frame, long receivedAtNs) {
        EtcPassage passage = heard(frame, receivedAtNs);
        if (frame.isErrorOnly()) {
            fail(passage, frame, receivedAtNs);
            return;
        }
        boolean isRepeated = passage.isFinished
                && passage.finishedPsamSerial == frame.number(EtcField.PSAM_SERIAL)
                && passage.finishedTac == frame.number(EtcField.TAC);
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
        passage.finishedPsamSerial = frame.number(EtcField.PSAM_SERIAL);
        passage.finishedTac = frame.number(EtcField.TAC);
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
        long toldNs = EtcText.bcdTimeNs(frame.buffer(), frame.at(EtcField.TRANSACTION_TIME));
        boolean isPlausible = toldNs != 0 && Math.abs(receivedAtNs - toldNs) <= clockToleranceNs;
        if (!isPlausible) {
            faults.count(FrameFault.TIME_IMPLAUSIBLE);
        }
        out.measuredAtNs(isPlausible ? toldNs : receivedAtNs)
                .transactedAtNs(toldNs != 0 ? toldNs : receivedAtNs)
                .debitedFen(debitedFen(passage, frame.number(EtcField.BALANCE_FEN)))
                .balanceAfterFen(frame.number(EtcField.BALANCE_FEN))
                .psamSerial(frame.number(EtcField.PSAM_SERIAL))
                .cardSerial(frame.number(EtcField.CARD_SERIAL))
                .tac(frame.number(EtcField.TAC));
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

    private EtcPassage heard(EtcFrame frame, long receivedAtNs) {
        EtcPassage passage = passageOf(frame.obuMac(), receivedAtNs);
        passage.isHeard = true;
        return passage;
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
        if (passage.isUsed && passage.isHeard && !passage.isFinished) {
            faults.count(FrameFault.ETC_UNFINISHED);
        }
        passage.isUsed = false;
    }

    int onTick(long nowNs) {
        int endedCount = 0;
        for (EtcPassage passage : passages) {
            if (passage.isUsed && nowNs - passage.waitingSinceNs >= TIMEOUT_NS) {
                drop(passage);
                endedCount++;
            }
        }
        return endedCount;
    }
}
