package io.roadgate.sensor.etc;

import static io.roadgate.sensor.etc.EtcControlRig.B0;
import static io.roadgate.sensor.etc.EtcControlRig.B2;
import static io.roadgate.sensor.etc.EtcControlRig.B3;
import static io.roadgate.sensor.etc.EtcControlRig.B4;
import static io.roadgate.sensor.etc.EtcControlRig.B5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.RecordingSink;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The gateway as the antenna's controller: each command to the byte, and everything that can go wrong on the way. */
class EtcControllerTest {
    private static final String ID = "02ec1eef";
    private static final String OTHER = "fffefeff";
    // 2025-11-24 16:00:00 UTC is midnight in Beijing.
    private static final String NOW = "69248100 20251125000000";
    private static final String TIME = "20251125000000";
    private static final String LEFT = EtcControlRig.TAIL.replace(" 01 03 ", " 01 04 ");

    private static EtcControlRig upTo(String type, EtcControlRig rig) {
        rig.hear(0x18, "b2", ID, B2);
        if (type.compareTo("b2") > 0) {
            rig.hear(0x28, "b3", ID, B3);
        }
        if (type.compareTo("b3") > 0) {
            rig.hear(0x48, "b4", ID, B4);
        }
        rig.sent();
        return rig;
    }

    @ParameterizedTest
    @EnumSource(names = {"BCC", "LENGTH_CRC"})
    void shouldSpeakTheWholeDialogueToTheByte(EtcDialect dialect) {
        EtcControlRig rig = EtcControlRig.of(dialect);
        boolean isBcc = dialect == EtcDialect.BCC;
        rig.driver.onLinkUp(rig.nowNs);
        assertThat(rig.sent()).containsExactly(rig.wire(isBcc ? 0x80 : 0x81, "c0", NOW, "04 0a 0f 00 01 013a 005b"));
        rig.hear(0x18, B0);
        assertThat(rig.sent()).containsExactly(rig.wire(isBcc ? 0x81 : 0x82, "4c 01"));
        rig.hear(0x28, "b2", OTHER, B2);
        assertThat(rig.sent()).containsExactly(rig.wire(0x82, "c1", OTHER));
        rig.hear(0x38, "b3", OTHER, B3);
        assertThat(rig.sent()).containsExactly(rig.wire(0x83, "c1", OTHER));
        rig.hear(0x48, "b4", OTHER, B4);
        assertThat(rig.sent()).containsExactly(rig.wire(0x84, "c6", OTHER, "00 000003b6", LEFT, TIME, "013a 0000"));
        rig.hear(0x58, "b5", OTHER, B5);
        assertThat(rig.sent()).containsExactly(rig.wire(0x85, "c1", OTHER));
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.transactions).hasSize(1);
        assertThat(rig.sink.transactions.get(0).debitedFen()).isEqualTo(950);
        assertThat(rig.afterMs(6_000).sent()).isEmpty();
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldAnswerAHeartbeatOf2019() {
        EtcControlRig rig = EtcControlRig.of(EtcDialect.LENGTH_CRC);
        rig.driver.onLinkUp(rig.nowNs);
        rig.hear(0x10, B0);
        rig.sent();
        rig.hear(0x30, "b1 00");
        assertThat(rig.sent()).containsExactly(rig.wire(0x83, "cf"));
        assertThat(EtcControlRig.started().hear(0x18, "b1 00").sent()).isEmpty();
    }

    @Test
    void shouldSpeakToOldAntennasInTheirLayouts() {
        EtcControlRig rig = EtcControlRig.of(EtcDialect.BCC);
        rig.driver.onLinkUp(rig.nowNs);
        rig.hear(0x08, "b0 00 501101000123 02 a1 500217 0312 0000000000");
        rig.sent();
        rig.hear(0x98, "b0 00 501101000123 02 a1 500217 0312 0000000000");
        assertThat(rig.sent()).containsExactly(rig.wire(0x82, "c0", NOW, "04 0a 0f 00"));
        rig.hear(0x08, "b0 00 501101000123 02 a1 500217 0312 0000000000");
        upTo("b3", rig);
        rig.hear(0x48, "b4", ID, "00 0000c350", EtcControlRig.ACCOUNT, EtcControlRig.FILE_0019);
        assertThat(rig.sent()).containsExactly(rig.wire(0x84, "c6", ID, "000003b6", "aa2900", LEFT, TIME));
    }

    @Test
    void shouldMarkTheCardAtAGantry() {
        EtcControlRig rig = upTo("b3", EtcControlRig.started("lane", "gantry", "gantry", "500A02"));
        rig.hear(0x48, "b4", ID, B4);
        String marked =
                EtcControlRig.TAIL.replace("500a01 6924fe00", "500a02 69248100").replace("00000b22", "00000ed8");
        assertThat(rig.sent()).containsExactly(rig.wire(0x84, "c6", ID, "00 000003b6", marked, TIME, "013a 0000"));
    }

    @Test
    void shouldWriteTheEntry() {
        EtcControlRig rig = upTo(
                "b3", EtcControlRig.started("lane", "entry", "network", "5002", "station", "307", "laneNumber", "9"));
        rig.hear(0x48, "b4", ID, B4);
        String entered = EtcControlRig.TAIL.replace("5001 1201 04 6924f870", "5002 0307 09 69248100");
        assertThat(rig.sent()).containsExactly(rig.wire(0x84, "c3", ID, entered, TIME, "013a 0000"));
        rig.hear(0x48, "b4", ID, B4);
        assertThat(rig.sentShort()).containsExactly("84 C8");
    }

    @Test
    void shouldOnlyReadWhereItIsToldTo() {
        EtcControlRig rig = upTo("b3", EtcControlRig.started("lane", "read"));
        assertThat(rig.hear(0x48, "b4", ID, B4).sentShort()).containsExactly("84 C1");
        assertThat(rig.afterMs(6_000).sent()).isEmpty();
        assertThat(rig.faults.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"b2, 18", "b3, 28"})
    void shouldAnswerAgainWhenTheAnswerWasLost(String type, String rsctl) {
        EtcControlRig rig = upTo(type, EtcControlRig.started());
        String body = type.equals("b2") ? B2 : B3;
        rig.afterMs(50).hear(Integer.parseInt(rsctl, 16), type, ID, body);
        assertThat(rig.sentShort()).containsExactly("8" + rsctl.charAt(0) + " C1");
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.ETC_REPEATED, 1));
    }

    @Test
    void shouldNeverChargeTwiceWhenTheChargeWasLost() {
        EtcControlRig rig = upTo("b4", EtcControlRig.started());
        rig.hear(0x48, "b4", ID, B4).hear(0x58, "b4", ID, B4);
        assertThat(rig.sentShort()).containsExactly("84 C8", "85 C8");
        rig.hear(0x18, "b2", ID, B2).hear(0x28, "b3", ID, B3).hear(0x48, "b4", ID, B4);
        assertThat(rig.sentShort()).containsExactly("81 C8", "82 C8", "84 C8");
        rig.hear(0x58, "b5", ID, B5);
        assertThat(rig.sentShort()).containsExactly("85 C1");
        assertThat(rig.sink.transactions).hasSize(1);
        assertThat(rig.sink.transactions.get(0).debitedFen()).isEqualTo(950);
        assertThat(rig.sink.transactions.get(0).vehicleClass()).isEqualTo((short) 1);
    }

    @Test
    void shouldAskForALostResultSoOftenAndThenGiveUp() {
        EtcControlRig rig = upTo("b4", EtcControlRig.started());
        assertThat(rig.afterMs(299).sent()).isEmpty();
        assertThat(rig.afterMs(1).sent()).containsExactly(rig.wire(0x82, "c8", ID));
        assertThat(rig.afterMs(600).sentShort()).containsExactly("83 C8", "84 C8");
        assertThat(rig.afterMs(300).sentShort()).containsExactly("85 C2 01");
        assertThat(rig.afterMs(10_000).sent()).isEmpty();
        assertThat(rig.faults.of(FrameFault.ETC_NO_ANSWER)).isEqualTo(1);
        assertThat(rig.faults.of(FrameFault.ETC_UNFINISHED)).isEqualTo(1);
        rig.hear(0x18, "b2", ID, B2);
        assertThat(rig.sentShort()).containsExactly("81 C8");
    }

    @Test
    void shouldTellATransactionThatTheAntennaConfirms() {
        EtcControlRig rig = upTo("b4", EtcControlRig.started());
        rig.afterMs(300).sent();
        rig.hear(0x68, "b8", ID, "00 dcda26fb");
        assertThat(rig.sentShort()).containsExactly("86 C1");
        assertThat(rig.sink.transactions).hasSize(1);
        assertThat(rig.sink.transactions.get(0).debitedFen()).isEqualTo(950);
        assertThat(rig.sink.transactions.get(0).errorCode()).isZero();
        rig.hear(0x68, "b8", ID, "00 dcda26fb");
        assertThat(rig.sink.transactions).hasSize(1);
        assertThat(rig.afterMs(6_000).sent()).isEmpty();
        assertThat(rig.faults.of(FrameFault.ETC_UNFINISHED)).isZero();
    }

    @Test
    void shouldFetchATacThatFailedAndStopAtOtherErrors() {
        EtcControlRig rig = upTo("b4", EtcControlRig.started());
        for (int i = 0; i < 5; i++) {
            rig.hear(0x58 + (i << 4), "b5", ID, "35");
        }
        assertThat(rig.sentShort()).containsExactly("85 C8", "86 C8", "87 C8", "88 C2 01", "89 C2 01");
        for (String type : new String[] {"b2", "b3", "b4", "b5"}) {
            EtcControlRig failing = upTo(type.equals("b5") ? "b4" : type, EtcControlRig.started());
            failing.hear(0x58, type, ID, "07");
            assertThat(failing.sentShort()).as(type).containsExactly("85 C2 01");
            assertThat(failing.afterMs(2_000).sent()).as(type).isEmpty();
        }
    }

    @Test
    void shouldAskForLostFramesOfTheReadingAgain() {
        EtcControlRig rig = upTo("b2", EtcControlRig.started());
        assertThat(rig.afterMs(900).sentShort()).containsExactly("82 C2 02", "83 C2 02", "84 C2 02");
        rig.hear(0x28, "b3", ID, B3);
        assertThat(rig.sentShort()).containsExactly("82 C1");
        assertThat(rig.afterMs(1_200).sentShort()).containsExactly("85 C2 02", "86 C2 02", "87 C2 02", "88 C2 01");
        assertThat(rig.faults.of(FrameFault.ETC_NO_ANSWER)).isEqualTo(1);
        rig.hear(0x48, "b4", ID, B4);
        assertThat(rig.sentShort()).containsExactly("84 C2 01");
    }

    @Test
    void shouldLetAnObuGoThatHasPaidUntilItsWindowEnds() {
        EtcControlRig rig = upTo("b4", EtcControlRig.started("onceWithin", "30s"));
        rig.hear(0x58, "b5", ID, B5);
        rig.sent();
        rig.afterMs(29_000).hear(0x18, "b2", ID, B2);
        assertThat(rig.sentShort()).containsExactly("81 C2 01");
        rig.afterMs(1_001);
        upTo("b3", rig);
        assertThat(rig.hear(0x48, "b4", ID, B4).sentShort()).containsExactly("84 C6");
    }

    @Test
    void shouldNotChargeWhatTheTariffRefusesOrTheCardCannotPay() {
        EtcControlRig refused =
                new EtcControlRig(EtcDialect.BCC, new RecordingSink(), (mac, kind, user, axles) -> EtcTariff.REFUSED);
        refused.driver.onLinkUp(refused.nowNs);
        upTo("b3", refused.hear(0x08, B0));
        assertThat(refused.hear(0x48, "b4", ID, B4).sentShort()).containsExactly("84 C2 01");
        EtcControlRig poor = upTo("b3", EtcControlRig.started());
        String stored = B4.replace(EtcControlRig.ACCOUNT, EtcControlRig.STORED);
        poor.hear(0x48, "b4", ID, stored.replace("0000c350", "000003b5"));
        assertThat(poor.sentShort()).containsExactly("84 C2 01");
        upTo("b3", poor);
        assertThat(poor.hear(0x48, "b4", ID, stored.replace("0000c350", "000003b6"))
                        .sentShort())
                .containsExactly("84 C6");
        EtcControlRig unread = upTo("b3", EtcControlRig.started());
        assertThat(unread.hear(0x48, "b4", ID, "00 01", B4.substring(6)).sentShort())
                .containsExactly("84 C2 01");
    }

    @Test
    void shouldGiveTheTariffWhatTheVehicleFileSays() {
        List<String> asked = new ArrayList<>();
        EtcControlRig rig = new EtcControlRig(EtcDialect.BCC, new RecordingSink(), (mac, kind, user, axles) -> {
            asked.add(Long.toHexString(mac) + " " + kind + " " + user + " " + axles);
            return 1;
        });
        rig.driver.onLinkUp(rig.nowNs);
        upTo("b4", rig.hear(0x08, B0));
        assertThat(asked).containsExactly("2ec1eef 1 0 2");
    }

    @Test
    void shouldBeginAgainWhenAnIdleAntennaHasRestarted() {
        EtcControlRig rig = EtcControlRig.started();
        assertThat(rig.hear(0x98, B0).sentShort()).containsExactly("82 C0");
        assertThat(rig.hear(0x08, B0).sentShort()).containsExactly("83 4C");
        assertThat(EtcControlRig.started("heartbeat", "alive").hear(0x98, B0).sent())
                .isEmpty();
    }

    @Test
    void shouldTakeAHeartbeatAmidATransactionForAResetOnlyWhenNothingFollows() {
        EtcControlRig alive = upTo("b4", EtcControlRig.started());
        assertThat(alive.hear(0x98, B0).sent()).isEmpty();
        assertThat(alive.afterMs(100).hear(0x58, "b5", ID, B5).sentShort()).containsExactly("85 C1");
        assertThat(alive.afterMs(2_000).sent()).isEmpty();
        EtcControlRig reset = upTo("b4", EtcControlRig.started());
        reset.hear(0x98, B0);
        assertThat(reset.afterMs(300).sentShort()).containsExactly("82 C0");
        assertThat(reset.hear(0x08, B0).sentShort()).containsExactly("83 4C", "84 C8");
        assertThat(reset.hear(0x58, "b5", ID, B5).sentShort()).containsExactly("85 C1");
        assertThat(reset.sink.transactions).hasSize(1);
    }

    @Test
    void shouldAskWhatBecameOfAChargeWhenTheLinkDropped() {
        EtcControlRig rig = upTo("b4", EtcControlRig.started());
        rig.hear(0x18, "b2", OTHER, B2);
        rig.sent();
        rig.driver.onLinkLost(rig.nowNs);
        assertThat(rig.afterMs(1_000).sent()).isEmpty();
        rig.driver.onLinkUp(rig.nowNs);
        assertThat(rig.sentShort()).containsExactly("80 C0");
        assertThat(rig.hear(0x08, B0).sentShort()).containsExactly("81 4C", "82 C8");
        rig.driver.onLinkLost(rig.nowNs);
        rig.afterMs(10_000).driver.onLinkUp(rig.nowNs);
        assertThat(rig.hear(0x08, B0).sentShort()).containsExactly("80 C0", "81 4C");
        assertThat(rig.hear(0x18, "b2", ID, B2).sentShort()).containsExactly("81 C8");
    }

    @Test
    void shouldCountAChargeOnlyWhenTheLinkTookIt() {
        EtcControlRig rig = upTo("b3", EtcControlRig.started());
        rig.isBusy = true;
        rig.hear(0x48, "b4", ID, B4);
        rig.isBusy = false;
        assertThat(rig.faults.of(FrameFault.ETC_UNSENT)).isEqualTo(1);
        assertThat(rig.afterMs(300).sentShort()).containsExactly("82 C2 02");
        assertThat(rig.hear(0x48, "b4", ID, B4).sentShort()).containsExactly("84 C6");
    }

    @Test
    void shouldKeepTryingAnAntennaThatDoesNotAnswer() {
        EtcControlRig rig = EtcControlRig.of(EtcDialect.BCC);
        rig.driver.onLinkUp(rig.nowNs);
        assertThat(rig.afterMs(650).sentShort()).containsExactly("80 C0", "81 C0", "82 C0");
        assertThat(rig.afterMs(4_900).sent()).isEmpty();
        assertThat(rig.afterMs(100).sentShort()).containsExactly("83 C0");
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.ETC_NO_ANSWER, 1));
        rig.hear(0x08, B0.replace("b0 00", "b0 01"));
        assertThat(rig.faults.of(FrameFault.ETC_DEVICE)).isEqualTo(1);
        assertThat(rig.sent()).isEmpty();
        assertThat(rig.hear(0x08, B0).sentShort()).containsExactly("84 4C");
    }

    @Test
    void shouldFindTheDialectOfAnAntennaByTurns() {
        EtcControlRig rig = EtcControlRig.of(EtcDialect.LENGTH_CRC, "dialect", "auto");
        rig.driver.onLinkUp(rig.nowNs);
        assertThat(rig.afterMs(300).sent())
                .extracting(hex -> hex.substring(0, 8))
                .containsExactly("ffff80c0", "ffff0020");
        rig.hear(0x18, B0);
        assertThat(rig.sentShort()).containsExactly("30 4C");
        rig.hear(0x28, "b2", ID, B2);
        assertThat(rig.sentShort()).containsExactly("20 C1");
    }

    @Test
    void shouldFallSilentBesideAnotherController() {
        EtcControlRig rig = EtcControlRig.started();
        for (int i = 0; i < 3; i++) {
            rig.hear(0x81, "c1", OTHER);
        }
        assertThat(rig.hear(0x18, "b2", ID, B2).afterMs(2_000).sent()).isEmpty();
        assertThat(rig.faults.of(FrameFault.ETC_RIVAL)).isEqualTo(3);
        rig.driver.onLinkLost(rig.nowNs);
        rig.driver.onLinkUp(rig.nowNs);
        assertThat(rig.sentShort()).containsExactly("80 C0");
    }

    @Test
    void shouldNotStopItsTimeoutsWhenTheClockStepsBack() {
        EtcControlRig rig = upTo("b4", EtcControlRig.started());
        rig.nowNs -= 3_600_000_000_000L;
        assertThat(rig.afterMs(1).sentShort()).containsExactly("82 C8");
        rig.hear(0x18, "b2", ID, B2);
        assertThat(rig.sentShort()).containsExactly("81 C8");
    }

    @Test
    void shouldRefuseToControlTheReaderChannel() {
        assertThatThrownBy(() -> EtcControlRig.of(EtcDialect.READER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bcc, lencrc or auto");
    }

    /** Whatever is lost, doubled, reset or unplugged: an OBU gets one charge at most. */
    @Property(tries = 150)
    void shouldChargeOnceWhateverHappens(@ForAll long seed) {
        Random random = new Random(seed);
        EtcControlRig rig = EtcControlRig.started();
        String[] ids = {ID, OTHER, "00000001"};
        String[] bodies = {B2, B3, B4, B5};
        int[] controls = {0x18, 0x28, 0x48, 0x58};
        for (int i = 0; i < 120; i++) {
            String id = ids[random.nextInt(ids.length)];
            int step = random.nextInt(4);
            switch (random.nextInt(14)) {
                case 0 -> rig.hear(0x98, B0);
                case 1 -> rig.hear(0x08, B0);
                case 2 -> rig.hear(controls[step], "b" + (step + 2), id, "35");
                case 3 -> rig.driver.onLinkLost(rig.nowNs);
                case 4, 5 -> rig.driver.onLinkUp(rig.nowNs);
                case 6 -> rig.afterMs(random.nextInt(700));
                case 7 -> rig.hear(0x68, "b8", id, random.nextBoolean() ? "00" : "01");
                case 8 -> rig.isBusy = random.nextBoolean();
                default -> {
                    for (int at = step < 2 ? 0 : step; at <= step; at++) {
                        rig.hear(controls[at], "b" + (at + 2), id, bodies[at]);
                    }
                }
            }
        }
        Map<String, Integer> charges = new HashMap<>();
        for (String hex : rig.sent()) {
            Map<String, Object> frame = EtcDecoded.of(
                            EtcDialect.BCC, java.util.HexFormat.of().parseHex(hex))
                    .frames
                    .get(0);
            if (frame.get("type").equals("C6")) {
                charges.merge((String) frame.get("obuId"), 1, Integer::sum);
            }
        }
        assertThat(charges.values()).allMatch(count -> count == 1);
    }

    @Test
    void shouldAllocateNothingWhileItCharges() {
        RecordingSink sink = RecordingSink.countingOnly();
        EtcControlRig rig = new EtcControlRig(
                EtcDialect.BCC, sink, (mac, kind, user, axles) -> 950, "onceWithin", "30s", "clockTolerance", "24h");
        rig.driver.onLinkUp(rig.nowNs);
        rig.hear(0x08, B0);
        rig.isSilent = true;
        UnsafeBuffer stream = new UnsafeBuffer(new EtcBytes()
                .frame(0x18, "b2", ID, B2)
                .frame(0x28, "b3", ID, B3)
                .frame(0x48, "b4", ID, B4)
                .frame(0x58, "b5", ID, B5)
                .bytes());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        rounds(rig, stream, 2_000);
        threads.getThreadAllocatedBytes(self);
        long told = sink.committedCount();
        long before = threads.getThreadAllocatedBytes(self);
        rounds(rig, stream, 2_000);
        long after = threads.getThreadAllocatedBytes(self);
        assertThat(sink.committedCount() - told).isEqualTo(2_000);
        assertThat(after - before).isLessThan(1_000);
    }

    private static void rounds(EtcControlRig rig, UnsafeBuffer stream, int count) {
        for (int i = 0; i < count; i++) {
            rig.driver.onFrame(stream, 0, stream.capacity(), rig.nowNs);
            rig.nowNs += 31_000_000_000L;
            rig.driver.onTick(rig.nowNs);
        }
    }
}
