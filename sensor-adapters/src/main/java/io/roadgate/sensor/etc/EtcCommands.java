package io.roadgate.sensor.etc;

import io.roadgate.sensor.setting.Settings;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The bytes of the controller's commands, from the type on.
 *
 * <p>Commands have the age of what the antenna says: C0 that of its last B0, C6 that of the B4 it answers.
 *
 * <p>Source: etc-rsu.md, section 3. Not in any source and taken by analogy: C3 is C6 without trade mode and amount, C8
 * is the OBU id alone, CF the type alone.
 */
final class EtcCommands {
    private static final ByteOrder WIRE = ByteOrder.BIG_ENDIAN;
    private static final int FILE_0019_BYTES = 43;
    private static final int TAIL_BYTES = FILE_0019_BYTES - EtcFile.PASSAGE_HEAD_BYTES;
    private static final int TIME_BYTES = 7;
    private static final int EF04_OFFSET = 314;
    private static final int EF04_BYTES = 91;
    private static final int CLASS_AT = 12;
    private static final int STATE_AT = 13;
    private static final int GANTRY_AT = 14;
    private static final int FEE_SUM_AT = 39;
    private static final int STATE_ENTERED = 3;
    private static final int STATE_LEFT = 4;
    private static final long NS_PER_S = 1_000_000_000L;

    private final EtcLaneKind lane;
    private final EtcEdition edition;
    private final byte[] gantry;
    private final UnsafeBuffer body = new UnsafeBuffer(new byte[128]);
    private final UnsafeBuffer file0019 = new UnsafeBuffer(new byte[FILE_0019_BYTES]);
    private final int bstPeriodMs;
    private final int txPower;
    private final int channel;
    private final int network;
    private final int station;
    private final int laneNumber;
    private boolean isOlderAntenna;

    EtcCommands(EtcLaneKind lane, EtcEdition edition, Settings settings) {
        this.lane = lane;
        this.edition = edition;
        this.gantry = HexFormat.of().parseHex(settings.text("gantry"));
        this.bstPeriodMs = settings.integer("bstPeriodMs");
        this.txPower = settings.integer("txPower");
        this.channel = settings.integer("channel");
        this.network = bcd4(settings.integer("network"));
        this.station = bcd4(settings.integer("station"));
        this.laneNumber = settings.integer("laneNumber");
    }

    private static int bcd4(int number) {
        return Integer.parseInt(Integer.toString(number), 16);
    }

    /** The bytes of the newest command. */
    DirectBuffer body() {
        return body;
    }

    /** The antenna's B0 tells how old it is. */
    void onDeviceState(EtcFrame frame) {
        isOlderAntenna = frame.length() == 20;
    }

    private boolean isOlder(boolean isAntennaOlder) {
        return edition == EtcEdition.AUTO ? isAntennaOlder : edition == EtcEdition.OLD;
    }

    /** C0: begin work. */
    int init(long nowNs) {
        body.putByte(0, (byte) EtcFrameType.INIT);
        body.putInt(1, (int) (nowNs / NS_PER_S), WIRE);
        EtcText.putBcdTime(nowNs, body, 5);
        body.putByte(12, (byte) lane.laneMode());
        body.putByte(13, (byte) bstPeriodMs);
        body.putByte(14, (byte) txPower);
        body.putByte(15, (byte) channel);
        if (isOlder(isOlderAntenna)) {
            return 16;
        }
        body.putByte(16, (byte) 1);
        body.putShort(17, (short) EF04_OFFSET, WIRE);
        body.putShort(19, (short) EF04_BYTES, WIRE);
        return 21;
    }

    /** 4C: radiate. */
    int power(boolean isOn) {
        body.putByte(0, (byte) EtcFrameType.ANTENNA_POWER);
        body.putByte(1, (byte) (isOn ? 1 : 0));
        return 2;
    }

    /** C1 go on, C8 fetch TAC: a type and an id. */
    int plain(int type, long obuMac) {
        body.putByte(0, (byte) type);
        body.putInt(1, (int) obuMac, WIRE);
        return 5;
    }

    /** C2: stop. */
    int stop(long obuMac, int stopType) {
        plain(EtcFrameType.STOP, obuMac);
        body.putByte(5, (byte) stopType);
        return 6;
    }

    /** CF: the heartbeat was heard. */
    int heartbeatAnswer() {
        body.putByte(0, (byte) EtcFrameType.HEARTBEAT_ANSWER);
        return 1;
    }

    /** C6: charge the card that this B4 has read. */
    int charge(EtcFrame card, long amountFen, long nowNs) {
        passageOf(card);
        if (lane == EtcLaneKind.EXIT) {
            file0019.putByte(STATE_AT, (byte) STATE_LEFT);
        } else {
            file0019.putBytes(GANTRY_AT, gantry);
            file0019.putInt(GANTRY_AT + gantry.length, (int) (nowNs / NS_PER_S), WIRE);
            file0019.putInt(FEE_SUM_AT, file0019.getInt(FEE_SUM_AT, WIRE) + (int) amountFen, WIRE);
        }
        plain(EtcFrameType.CHARGE, card.obuMac());
        if (isOlder(isOlderCard(card))) {
            body.putInt(5, (int) amountFen, WIRE);
            return withOlderFile(9, nowNs);
        }
        body.putByte(5, (byte) 0);
        body.putInt(6, (int) amountFen, WIRE);
        return withNewerFile(10, card, nowNs);
    }

    /** C3: write the entry on the card that this B4 has read. */
    int entry(EtcFrame card, int vehicleClass, long nowNs) {
        passageOf(card);
        file0019.putShort(3, (short) network, WIRE);
        file0019.putShort(5, (short) station, WIRE);
        file0019.putByte(7, (byte) laneNumber);
        file0019.putInt(8, (int) (nowNs / NS_PER_S), WIRE);
        file0019.putByte(CLASS_AT, (byte) vehicleClass);
        file0019.putByte(STATE_AT, (byte) STATE_ENTERED);
        plain(EtcFrameType.WRITE_ENTRY, card.obuMac());
        return isOlder(isOlderCard(card)) ? withOlderFile(5, nowNs) : withNewerFile(5, card, nowNs);
    }

    private void passageOf(EtcFrame card) {
        file0019.putBytes(0, card.buffer(), card.at(EtcField.FILE_0019), FILE_0019_BYTES);
    }

    private static boolean isOlderCard(EtcFrame card) {
        return card.at(EtcField.FILE_0015) - card.place(0) < 11;
    }

    private int withOlderFile(int at, long nowNs) {
        body.putBytes(at, file0019, 0, FILE_0019_BYTES);
        EtcText.putBcdTime(nowNs, body, at + FILE_0019_BYTES);
        return at + FILE_0019_BYTES + TIME_BYTES;
    }

    private int withNewerFile(int at, EtcFrame card, long nowNs) {
        body.putBytes(at, file0019, EtcFile.PASSAGE_HEAD_BYTES, TAIL_BYTES);
        int timeAt = at + TAIL_BYTES;
        EtcText.putBcdTime(nowNs, body, timeAt);
        int ef04At = timeAt + TIME_BYTES;
        // Behind file 0019 of the newer B4 stands the status of EF04, then its offset.
        boolean isTold = !isOlderCard(card);
        int offset =
                isTold ? card.buffer().getShort(card.at(EtcField.FILE_0019) + FILE_0019_BYTES + 1, WIRE) : EF04_OFFSET;
        body.putShort(ef04At, (short) offset, WIRE);
        body.putShort(ef04At + 2, (short) 0, WIRE);
        return ef04At + 4;
    }
}
