package io.roadgate.sensor.etc;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.EtcTransactionDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EtcAntennaDriverTest {
    private static final String ID = "02ec1eef";
    // Needs every escape there is.
    private static final String ID_ESCAPED = "fffefeff";
    // 2025-11-25 00:00:07 in Beijing is 7 s after DriverRig.START_NS (2025-11-24 16:00:00 UTC).
    private static final String TIME = "20251125 000007";

    // issuer, contract type and version, serial, signed, expires, card id, equipment, status
    private static final String B2_REST =
            "00 d6d8c7ec50010001 00 40 5001833475453171 20200101 20300101" + "50013567501885510395 10 0000";
    // 渝A12345, colour 4, class 1, user 0, 47 dm, width 18, height 15, 4 wheels, 2 axles, base 27, 5 seats
    private static final String B3_REST = "00 d3e5413132333435 00000000 0004 01 00 002f 12 0f 04 02 001b 000005"
            + "00000000000000000000000000000000 00000000000000000000000000000000"
            + "0000000000000000000000000000000000000000";
    // read status, balance 500.00 yuan, file 0015 (account card, version 0x50), file 0019, no EF04
    private static final String FILE_0015 =
            "d6d8c7ec50010001 17 50 5001 1644250682224638 20200101 20300101" + "d3e541313233343500000000 00 04 01";
    private static final String FILE_0019 =
            "aa29 00 5001 1201 04 6924f870 01 03 500a01 6924fe00" + "d3e541313233343500000000 04 02 000000 ff 00000b22";
    private static final String B4_REST = "00 00 0000c350" + FILE_0015 + FILE_0019 + "00 013a 0000";
    // time, PSAM serial 7001, card serial 121, composite, balance 490.50 yuan, TAC, write time, key, EF04
    private static final String B5_REST = "00" + TIME + "00001b59 0079 09 0000bf9a dcda26fb 6924fe01 01 00";
    // trade mode, 9.40 yuan, 0019 from its byte 3, time, EF04 offset and length
    private static final String C6_REST =
            "00 000003ac" + FILE_0019.replace(" ", "").substring(6) + TIME + "013a 0000";

    private static EtcBytes passage(EtcBytes bytes, String id) {
        return bytes.frame(0x18, "b2", id, B2_REST)
                .frame(0x28, "b3", id, B3_REST)
                .frame(0x48, "b4", id, B4_REST)
                .frame(0x58, "b5", id, B5_REST);
    }

    private static DriverRig rig() {
        return DriverRig.of(DriverKind.ETC);
    }

    private static String text(byte[] zeroPadded) {
        return new String(zeroPadded, StandardCharsets.UTF_8).replace("\0", "");
    }

    private static String plate(EtcTransactionDecoder transaction) {
        byte[] plate = new byte[24];
        transaction.getPlate(plate, 0, 24);
        return text(plate);
    }

    @Test
    void shouldPutAPassageTogether() {
        DriverRig rig = rig().feed(passage(new EtcBytes(), ID).bytes());
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.transactions).hasSize(1);
        EtcTransactionDecoder done = rig.sink.transactions.get(0);
        assertThat(done.measuredAtNs()).isEqualTo(DriverRig.START_NS + 7_000_000_000L);
        assertThat(done.transactedAtNs()).isEqualTo(DriverRig.START_NS + 7_000_000_000L);
        assertThat(done.receivedAtNs()).isEqualTo(rig.nowNs);
        assertThat(done.sensorId()).isEqualTo(7);
        assertThat(done.errorCode()).isZero();
        assertThat(done.vehicleClass()).isEqualTo((short) 1);
        assertThat(done.userType()).isZero();
        assertThat(done.plateColour()).isEqualTo((short) 4);
        assertThat(done.axleCount()).isEqualTo((short) 2);
        assertThat(done.cardType()).isEqualTo((short) 23);
        assertThat(done.obuMac()).isEqualTo(0x02EC1EEFL);
        assertThat(done.lengthM()).isEqualTo(4.7f);
        assertThat(done.debitedFen()).isEqualTo(50_000 - 49_050);
        assertThat(done.balanceAfterFen()).isEqualTo(49_050);
        assertThat(done.psamSerial()).isEqualTo(7001);
        assertThat(done.cardSerial()).isEqualTo(121);
        assertThat(done.tac()).isEqualTo(0xDCDA26FBL);
        byte[] digits = new byte[16];
        done.getContractSerial(digits, 0, 16);
        assertThat(text(digits)).isEqualTo("5001833475453171");
        done.getCardNumber(digits, 0, 16);
        assertThat(text(digits)).isEqualTo("1644250682224638");
        assertThat(plate(done)).isEqualTo("渝A12345");
    }

    @Test
    void shouldTakeTheAmountFromTheChargeWhenItIsHeard() {
        byte[] stream = new EtcBytes()
                .frame(0x18, "b2", ID, B2_REST)
                .frame(0x81, "c1", ID)
                .frame(0x28, "b3", ID, B3_REST)
                .frame(0x82, "c1", "00", ID)
                .frame(0x48, "b4", ID, B4_REST)
                .frame(0x84, "c6", ID, C6_REST)
                .frame(0x58, "b5", ID, B5_REST)
                .bytes();
        DriverRig rig = rig().feed(stream);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.transactions.get(0).debitedFen()).isEqualTo(940);
    }

    @Test
    void shouldReadTheOlderLayouts() {
        String oldB2 = B2_REST.replace(" ", "").replace("50013567501885510395", "");
        String oldB3 = B3_REST.substring(0, B3_REST.length() - 40);
        String oldB4 = "00 0000c350" + FILE_0015 + FILE_0019;
        String oldB5 = B5_REST.substring(0, B5_REST.length() - 6);
        String oldC6 = "000003ac" + FILE_0019 + TIME;
        byte[] stream = new EtcBytes()
                .frame(0x18, "b2", ID, oldB2)
                .frame(0x28, "b3", ID, oldB3)
                .frame(0x48, "b4", ID, oldB4)
                .frame(0x84, "c6", ID, oldC6)
                .frame(0x58, "b5", ID, oldB5)
                .bytes();
        DriverRig rig = rig().feed(stream);
        assertThat(rig.faults.all()).isEmpty();
        EtcTransactionDecoder done = rig.sink.transactions.get(0);
        assertThat(plate(done)).isEqualTo("渝A12345");
        assertThat(done.debitedFen()).isEqualTo(940);
        assertThat(done.cardType()).isEqualTo((short) 23);
    }

    @Test
    void shouldKeepInterleavedPassagesApart() {
        String other = B3_REST.replace("d3e5413132333435", "bea9423132333435").replace("0004 01", "0000 02");
        byte[] stream = new EtcBytes()
                .frame(0x18, "b2", ID, B2_REST)
                .frame(0x18, "b2", ID_ESCAPED, B2_REST)
                .frame(0x28, "b3", ID_ESCAPED, other)
                .frame(0x28, "b3", ID, B3_REST)
                .frame(0x48, "b4", ID, B4_REST)
                .frame(0x58, "b5", ID_ESCAPED, B5_REST)
                .frame(0x58, "b5", ID, B5_REST)
                .bytes();
        DriverRig rig = rig().feed(stream);
        assertThat(rig.sink.transactions).hasSize(2);
        assertThat(rig.sink.transactions.get(0).obuMac()).isEqualTo(0xFFFEFEFFL);
        assertThat(plate(rig.sink.transactions.get(0))).isEqualTo("京B12345");
        assertThat(rig.sink.transactions.get(0).debitedFen()).isEqualTo(-1);
        assertThat(rig.sink.transactions.get(0).vehicleClass()).isEqualTo((short) 2);
        assertThat(plate(rig.sink.transactions.get(1))).isEqualTo("渝A12345");
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldTellARepeatedResultOnce() {
        byte[] stream = passage(new EtcBytes(), ID)
                .frame(0x85, "c2", ID, "02")
                .frame(0x68, "b5", ID, B5_REST)
                .bytes();
        DriverRig rig = rig().feed(stream);
        assertThat(rig.sink.transactions).hasSize(1);
        rig.tickAfterMs(6_000);
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldTellAFailedPassageWithItsCode() {
        byte[] stream = new EtcBytes()
                .frame(0x18, "b2", ID, B2_REST)
                .frame(0x28, "b3", ID, B3_REST)
                .frame(0x48, "b4", ID, "07")
                .frame(0x98, "b2", ID_ESCAPED, "01")
                .bytes();
        DriverRig rig = rig().feed(stream);
        assertThat(rig.sink.transactions).hasSize(1);
        EtcTransactionDecoder failed = rig.sink.transactions.get(0);
        assertThat(failed.errorCode()).isEqualTo((short) 7);
        assertThat(failed.debitedFen()).isEqualTo(-1);
        assertThat(plate(failed)).isEqualTo("渝A12345");
        rig.tickAfterMs(6_000);
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldCountPassagesWithoutEnd() {
        DriverRig rig = rig().feed(new EtcBytes().frame(0x18, "b2", ID, B2_REST).bytes());
        rig.tickAfterMs(4_999);
        assertThat(rig.faults.all()).isEmpty();
        rig.tickAfterMs(1);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.ETC_UNFINISHED, 1));
        rig.feed(new EtcBytes()
                .frame(0x18, "b2", ID, B2_REST)
                .frame(0x81, "c2", ID, "01")
                .bytes());
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.ETC_UNFINISHED, 2));
    }

    @Test
    void shouldBoundTheTableOfPassages() {
        EtcBytes many = new EtcBytes();
        for (int i = 0; i < EtcAssembler.PASSAGES + 10; i++) {
            many.frame(0x18, "b2", String.format("%08x", i + 1), B2_REST);
        }
        DriverRig rig = rig().feed(many.bytes());
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.ETC_UNFINISHED, 10));
        rig.tickAfterMs(5_000);
        assertThat(rig.faults.of(FrameFault.ETC_UNFINISHED)).isEqualTo(EtcAssembler.PASSAGES + 10);
    }

    @Test
    void shouldUseTheArrivalWhenTheAntennaClockIsWrong() {
        String wrong = B5_REST.replace("20251125", "20251325");
        String early = B5_REST.replace("20251125", "20250101");
        DriverRig rig = rig().feed(new EtcBytes().frame(0x58, "b5", ID, wrong).bytes());
        rig.feed(new EtcBytes().frame(0x58, "b5", ID_ESCAPED, early).bytes());
        assertThat(rig.sink.transactions).hasSize(2).allMatch(t -> t.measuredAtNs() == rig.nowNs);
        assertThat(rig.sink.transactions.get(0).transactedAtNs()).isEqualTo(rig.nowNs);
        assertThat(rig.sink.transactions.get(1).transactedAtNs()).isLessThan(rig.nowNs);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.TIME_IMPLAUSIBLE, 2));
    }

    @Test
    void shouldCountEachKindOfDamageAndUseTheNextFrame() {
        EtcBytes stream = new EtcBytes()
                .wrongCheck(0x18, "b2", ID, B2_REST)
                .raw("ffff 18 fe05 12 ff")
                .raw("ffff 18 b2 02 fe ff")
                .frame(0x18, "b2", ID, "00")
                .frame(0x18, "7a", "0102")
                .raw("ff 01 ff")
                .raw("ff" + "33".repeat(5_000) + "ff");
        DriverRig rig = rig().feed(passage(stream, ID).bytes());
        assertThat(rig.faults.all())
                .isEqualTo(Map.of(
                        FrameFault.ETC_CHECK,
                        1,
                        FrameFault.ETC_ESCAPE,
                        2,
                        FrameFault.ETC_LENGTH,
                        3,
                        FrameFault.ETC_UNKNOWN_TYPE,
                        1));
        assertThat(rig.sink.transactions).hasSize(1);
    }

    @Test
    void shouldSurviveALostEndMarkAndASingleHead() {
        byte[] stream = new EtcBytes()
                .withoutEnd(0x18, "b2", ID, B2_REST)
                .frame(0x28, "b3", ID, B3_REST)
                .bytes();
        byte[] singleHead = new byte[stream.length - 1];
        System.arraycopy(stream, 1, singleHead, 0, singleHead.length);
        DriverRig rig = rig().feed(singleHead)
                .feed(new EtcBytes().frame(0x58, "b5", ID, B5_REST).bytes());
        assertThat(rig.faults.all()).isEmpty();
        assertThat(plate(rig.sink.transactions.get(0))).isEqualTo("渝A12345");
    }

    @Test
    void shouldForgetHalfAFrameWhenTheLinkIsLost() {
        DriverRig rig = rig().feed(new EtcBytes().raw("ffff 18 b2 02").bytes());
        rig.driver.onLinkLost(rig.nowNs);
        rig.driver.onLinkUp(rig.nowNs);
        rig.feed(passage(new EtcBytes(), ID).bytes());
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.transactions).hasSize(1);
        assertThat(rig.replies.size()).isZero();
    }

    @Test
    void shouldNotDependOnHowTheBytesAreCut() {
        byte[] stream = passage(passage(new EtcBytes(), ID).wrongCheck(0x18, "b2", ID, B2_REST), ID_ESCAPED)
                .bytes();
        DriverRig.assertSameHoweverCut(DriverKind.ETC, Map.of(), stream);
    }

    @Test
    void shouldCountFramesSentAgainAndFramesMissed() {
        // Numbers by type: never a gap, and the same bytes within a second are the same frame.
        DriverRig byType = rig().feed(passage(new EtcBytes(), ID).bytes());
        byType.feed(passage(new EtcBytes(), ID_ESCAPED)
                .frame(0x58, "b5", ID_ESCAPED, B5_REST)
                .bytes());
        assertThat(byType.faults.all()).isEqualTo(Map.of(FrameFault.ETC_REPEATED, 1));
        assertThat(byType.sink.transactions).hasSize(2);
        // An antenna that counts shows it by giving one type two numbers; 8 is followed by 0 or 1.
        byte[] counted = new EtcBytes()
                .frame(0x68, "b2", ID, B2_REST)
                .frame(0x78, "b3", ID, B3_REST)
                .frame(0x88, "b2", ID_ESCAPED, B2_REST)
                .frame(0x18, "b3", ID_ESCAPED, B3_REST)
                .frame(0x98, "b0 00 501101000123 02 a1 500217 0312 0000000000")
                .frame(0x28, "b4", ID, B4_REST)
                .frame(0x58, "b5", ID, B5_REST)
                .bytes();
        assertThat(rig().feed(counted).faults.all()).isEqualTo(Map.of(FrameFault.ETC_GAP, 1));
    }

    @Test
    void shouldMakeNoPassagesOfTheControllersWireAlone() {
        byte[] stream = new EtcBytes()
                .frame(0x81, "c1", ID)
                .frame(0x84, "c6", ID, C6_REST)
                .frame(0x82, "c8", ID)
                .frame(0x85, "c2", ID, "01")
                .frame(0x84, "c6", ID, C6_REST)
                .bytes();
        DriverRig rig = rig().feed(stream).tickAfterMs(6_000);
        assertThat(rig.sink.lines()).isEmpty();
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldWaitLongerForAResultThatIsFetchedAgain() {
        DriverRig rig = rig().feed(new EtcBytes()
                .frame(0x18, "b2", ID, B2_REST)
                .frame(0x48, "b4", ID, B4_REST)
                .bytes());
        rig.tickAfterMs(4_000).feed(new EtcBytes().frame(0x81, "c8", ID).bytes());
        rig.tickAfterMs(4_000)
                .feed(new EtcBytes().frame(0x58, "b5", ID, B5_REST).bytes());
        assertThat(rig.faults.all()).isEmpty();
        assertThat(plate(rig.sink.transactions.get(0))).isEqualTo("渝A12345");
    }

    @Test
    void shouldTellWherePhasedArraysSeeAnObu() {
        byte[] place = new EtcBytes().frame(0x18, "d0", ID, "ffe2 0028").bytes();
        assertThat(rig().feed(place).sink.lines()).isEmpty();
        DriverRig rig = DriverRig.of(DriverKind.ETC, Map.of("positionUnitM", "0.1"), DriverRig.MOUNT)
                .feed(place);
        assertThat(rig.sink.observations).hasSize(1);
        assertThat(rig.sink.observations.get(0).kind()).isEqualTo(ObservationKind.POINT);
        assertThat(rig.sink.observations.get(0).obuMac()).isEqualTo(0x02EC1EEFL);
        assertThat(rig.sink.observations.get(0).rangeM()).isEqualTo(5f);
        assertThat(rig.sink.observations.get(0).azimuthRad()).isEqualTo((float) Math.atan2(-3, 4));
        assertThat(rig.sink.observations.get(0).measuredAtNs()).isEqualTo(rig.nowNs);
    }

    @Test
    void shouldListenToTheDialectOf2019() {
        byte[] stream = new EtcBytes()
                .lengthFrame(1, "b2", ID, B2_REST)
                .lengthFrame(0x10, "c1", ID)
                .lengthFrame(2, "b3", ID, B3_REST)
                .lengthFrame(3, "b4", ID, B4_REST)
                .lengthFrame(0x30, "c6", ID, C6_REST)
                .lengthFrame(5, "b5", ID, B5_REST)
                .bytes();
        DriverRig rig = DriverRig.of(DriverKind.ETC, Map.of("dialect", "lencrc"), DriverRig.MOUNT)
                .feed(stream);
        assertThat(rig.sink.transactions).hasSize(1);
        assertThat(rig.sink.transactions.get(0).debitedFen()).isEqualTo(940);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.replies.size()).isZero();
    }

    @Test
    void shouldAllocateNothing() {
        String rarePlate = B3_REST.replace("d3e5413132333435", "b0a1413132333435");
        byte[] stream = passage(new EtcBytes(), ID)
                .frame(0x28, "b3", ID_ESCAPED, rarePlate)
                .bytes();
        DriverRig.assertAllocatesNothing(DriverKind.ETC, stream, 1);
    }

    @Property
    void shouldStandAnyBytes(@ForAll @Size(max = 300) byte[] noise) {
        DriverRig rig = rig().feed(noise).tickAfterMs(10_000);
        rig.sink.transactions.clear();
        rig.feed(passage(new EtcBytes(), ID_ESCAPED).bytes());
        assertThat(rig.sink.transactions).hasSize(1);
    }

    @Property
    void shouldStandAnyFrameWithAGoodCheck(@ForAll @Size(min = 5, max = 110) byte[] body) {
        String hex = java.util.HexFormat.of().formatHex(body);
        for (String type : new String[] {"b0", "b2", "b3", "b4", "b5", "c0", "c1", "c2", "c6", "4c", "d0"}) {
            rig().feed(new EtcBytes().frame(0x18, type, hex).bytes()).tickAfterMs(10_000);
        }
    }
}
