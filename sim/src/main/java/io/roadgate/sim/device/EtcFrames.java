package io.roadgate.sim.device;

import io.roadgate.sim.traffic.Identity;
import io.roadgate.sim.traffic.ParticipantKind;
import io.roadgate.sim.traffic.PlateColour;
import io.roadgate.sim.traffic.TollAccount;
import io.roadgate.sim.traffic.TollPassage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/**
 * Payloads of the frames between ETC antenna and lane controller, from the type byte on.
 *
 * <p>Source: {@code shared/sensors/etc-rsu.md} section 3, layouts marked S1. What a card and a unit hold is synthetic.
 */
final class EtcFrames {
    private static final DateTimeFormatter BEIJING_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.ofHours(8));
    private static final String ISSUER = "D6D8C7EC50010001";
    private static final String VALID_FROM = "20200101";
    private static final String VALID_TO = "20300101";
    private static final String NETWORK = "5001";
    private static final int NATIONAL_CRYPTO = 0x50;
    private static final int ACCOUNT_CARD = 0x17;
    private static final int EF04_OFFSET = 314;
    private static final int EF04_BYTES = 91;
    private static final int ENTRY_BEFORE_S = 1_800;
    private static final int GANTRY_BEFORE_S = 300;
    private static final int FILE_0019_SENT_FROM = 3;
    private static final int DM_PER_M = 10;
    private static final long NS_PER_S = 1_000_000_000L;

    private EtcFrames() {}

    /** C0, controller to antenna: begin work at an exit lane. */
    static byte[] init(long atNs) {
        return new Octets()
                .number(1, 0xC0)
                .number(4, unixS(atNs))
                .digits(beijingTime(atNs))
                .number(1, 4)
                .number(1, 10)
                .number(1, 15)
                .number(1, 0)
                .number(1, 1)
                .number(2, EF04_OFFSET)
                .number(2, EF04_BYTES)
                .toBytes();
    }

    /** B0, antenna to controller: all is well. */
    static byte[] deviceState() {
        return new Octets()
                .number(1, 0xB0)
                .digits("00010501")
                .digits("500101000123")
                .digits("00A1")
                .digits("500217")
                .digits("0312")
                .zeros(5)
                .toBytes();
    }

    /** 4C, controller to antenna: antenna on. */
    static byte[] antennaOn() {
        return new byte[] {0x4C, 1};
    }

    /** C1, controller to antenna: go on with this unit. */
    static byte[] goOn(TollPassage passage) {
        return new Octets().number(1, 0xC1).digits(mac(passage)).toBytes();
    }

    /** B2: a unit is in the beam. */
    static byte[] unitFound(TollPassage passage) {
        return new Octets()
                .number(1, 0xB2)
                .digits(mac(passage))
                .number(1, 0)
                .digits(ISSUER)
                .number(1, 0)
                .number(1, NATIONAL_CRYPTO)
                .digits(passage.account().contractSerial())
                .digits(VALID_FROM)
                .digits(VALID_TO)
                .digits(NETWORK)
                .digits(passage.account().cardNo())
                .number(1, 0x10)
                .zeros(2)
                .toBytes();
    }

    /** B3: the vehicle file of the unit. */
    static byte[] vehicle(TollPassage passage) {
        TollAccount account = passage.account();
        Identity identity = account.identity();
        ParticipantKind kind = identity.kind();
        return new Octets()
                .number(1, 0xB3)
                .digits(mac(passage))
                .number(1, 0)
                .text(12, identity.plate())
                .number(2, identity.plateColour().code())
                .number(1, account.vehicleClass())
                .number(1, 0)
                .number(2, dm(kind.lengthM()))
                .number(1, dm(kind.widthM()))
                .number(1, dm(kind.heightM()))
                .number(1, 2L * account.axles())
                .number(1, account.axles())
                .number(2, dm(kind.lengthM() * 0.6))
                .number(3, account.seatsOrKg())
                .text(16, "模拟车辆")
                .text(16, String.format(Locale.ROOT, "SIM%07d", identity.id()))
                .zeros(20)
                .toBytes();
    }

    /** B4: what is on the card. */
    static byte[] card(TollPassage passage) {
        byte[] ef04 = new byte[EF04_BYTES];
        for (int i = 0; i < ef04.length; i++) {
            ef04[i] = (byte) (1 + 37 * i);
        }
        return new Octets()
                .number(1, 0xB4)
                .digits(mac(passage))
                .number(1, 0)
                .number(1, 0)
                .number(4, passage.balanceBeforeFen())
                .bytes(file0015(passage.account()))
                .bytes(file0019(passage))
                .number(1, 0)
                .number(2, EF04_OFFSET)
                .number(2, EF04_BYTES)
                .bytes(ef04)
                .toBytes();
    }

    /** C6, controller to antenna: charge. */
    static byte[] charge(TollPassage passage) {
        byte[] file0019 = file0019(passage);
        return new Octets()
                .number(1, 0xC6)
                .digits(mac(passage))
                .number(1, 0)
                .number(4, passage.amountFen())
                .bytes(Arrays.copyOfRange(file0019, FILE_0019_SENT_FROM, file0019.length))
                .digits(beijingTime(passage.atNs()))
                .number(2, EF04_OFFSET)
                .number(2, 0)
                .toBytes();
    }

    /** B5: the transaction is done. */
    static byte[] done(TollPassage passage) {
        return new Octets()
                .number(1, 0xB5)
                .digits(mac(passage))
                .number(1, 0)
                .digits(beijingTime(passage.atNs()))
                .number(4, passage.psamSerial())
                .number(2, passage.cardSerial())
                .number(1, 9)
                .number(4, passage.balanceAfterFen())
                .number(4, passage.tac())
                .number(4, unixS(passage.atNs()))
                .number(1, 1)
                .number(1, 0)
                .toBytes();
    }

    /** File 0015: who issued the card to which vehicle. */
    private static byte[] file0015(TollAccount account) {
        return new Octets()
                .digits(ISSUER)
                .number(1, ACCOUNT_CARD)
                .number(1, NATIONAL_CRYPTO)
                .digits(NETWORK)
                .digits(account.cardNo())
                .digits(VALID_FROM)
                .digits(VALID_TO)
                .text(12, account.identity().plate())
                .number(1, 0)
                .number(1, account.identity().plateColour().code())
                .number(1, account.vehicleClass())
                .toBytes();
    }

    /** File 0019, 2019 form: where and when it entered, the last gantry, what has been paid. */
    private static byte[] file0019(TollPassage passage) {
        TollAccount account = passage.account();
        PlateColour colour = account.identity().plateColour();
        long nowS = unixS(passage.atNs());
        return new Octets()
                .digits("AA2900")
                .digits(NETWORK)
                .digits("1201")
                .number(1, 4)
                .number(4, nowS - ENTRY_BEFORE_S)
                .number(1, account.vehicleClass())
                .number(1, 3)
                .digits("500A01")
                .number(4, nowS - GANTRY_BEFORE_S)
                .text(12, account.identity().plate())
                .number(1, colour.code())
                .number(1, account.axles())
                .number(3, account.identity().kind() == ParticipantKind.TRUCK ? account.seatsOrKg() : 0)
                .number(1, 0xFF)
                .number(4, passage.amountFen() * 3)
                .toBytes();
    }

    private static String mac(TollPassage passage) {
        return passage.account().identity().obuMac();
    }

    private static long unixS(long atNs) {
        return Math.floorDiv(atNs, NS_PER_S);
    }

    private static String beijingTime(long atNs) {
        return BEIJING_TIME.format(Instant.ofEpochSecond(unixS(atNs)));
    }

    private static long dm(double metres) {
        return Math.round(metres * DM_PER_M);
    }
}
