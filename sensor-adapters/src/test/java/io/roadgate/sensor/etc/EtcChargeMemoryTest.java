package io.roadgate.sensor.etc;

import static io.roadgate.sensor.etc.EtcControlRig.B0;
import static io.roadgate.sensor.etc.EtcControlRig.B2;
import static io.roadgate.sensor.etc.EtcControlRig.B3;
import static io.roadgate.sensor.etc.EtcControlRig.B4;
import static io.roadgate.sensor.etc.EtcControlRig.B5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.etc.EtcDeal.Step;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No OBU is charged twice, whatever becomes of the process in between. */
class EtcChargeMemoryTest {
    private static final String ID = "02ec1eef";
    private static final long MINUTE_MS = 60_000;

    @TempDir
    private Path directory;

    private EtcControlRig started(long nowNs) {
        EtcControlRig rig = EtcControlRig.of(
                EtcDialect.BCC, "memory", directory.resolve("charges").toString());
        rig.nowNs = nowNs;
        rig.driver.onLinkUp(rig.nowNs);
        rig.hear(0x08, B0);
        rig.sent();
        return rig;
    }

    private static EtcControlRig upToCard(EtcControlRig rig) {
        return rig.hear(0x18, "b2", ID, B2).hear(0x28, "b3", ID, B3).hear(0x48, "b4", ID, B4);
    }

    private static Settings settings(Map<String, String> values) {
        return new Settings(DriverKind.ETC.settings(), values);
    }

    @Test
    void shouldNotChargeAgainWhatAnEarlierProcessCharged() {
        EtcControlRig before = upToCard(started(0));
        assertThat(before.sentShort()).contains("84 C6");
        // Killed here: no answer was heard. The OBU is called again by the next process.
        EtcControlRig after = started(MINUTE_MS * 1_000_000);
        assertThat(after.faults.all()).isEqualTo(Map.of(FrameFault.ETC_UNFINISHED, 1));
        upToCard(after);
        assertThat(after.sentShort()).contains("81 C8").noneMatch(sent -> sent.endsWith("C6"));
    }

    @Test
    void shouldLetGoWhatAnEarlierProcessHadDone() {
        upToCard(started(0)).hear(0x58, "b5", ID, B5);
        EtcControlRig after = upToCard(started(MINUTE_MS * 1_000_000));
        assertThat(after.faults.all()).isEmpty();
        assertThat(after.sentShort()).isNotEmpty().allMatch(sent -> sent.contains("C2"));
        assertThat(after.sink.transactions).isEmpty();
    }

    @Test
    void shouldChargeAgainWhenTheTimeIsOver() {
        upToCard(started(0)).hear(0x58, "b5", ID, B5);
        EtcControlRig after = started(10 * MINUTE_MS * 1_000_000).afterMs(1);
        upToCard(after);
        assertThat(after.sentShort()).contains("84 C6");
        // Nothing of the first charge is left for a third process.
        assertThat(started(21 * MINUTE_MS * 1_000_000).afterMs(1).faults.all())
                .isEqualTo(Map.of(FrameFault.ETC_UNFINISHED, 1));
        assertThat(started(21 * MINUTE_MS * 1_000_000).faults.all()).isEmpty();
    }

    @Test
    void shouldForgetAChargeThatTheLinkDidNotTake() {
        EtcControlRig before = started(0);
        before.hear(0x18, "b2", ID, B2).hear(0x28, "b3", ID, B3);
        before.isBusy = true;
        before.hear(0x48, "b4", ID, B4);
        EtcControlRig after = started(1);
        assertThat(after.faults.all()).isEmpty();
        assertThat(upToCard(after).sentShort()).contains("84 C6");
    }

    @Test
    void shouldNeverPushOutAChargedOne() {
        EtcDeals deals = new EtcDeals();
        for (int i = 0; i < EtcDeals.ROWS; i++) {
            EtcDeal deal = deals.claim();
            deal.begin(i, i);
            deal.step = i == 7 || i == 9 ? Step.FOUND : Step.DONE;
        }
        EtcDeal oldest = deals.claim();
        assertThat(oldest.obuMac).isEqualTo(7);
        oldest.step = Step.CHARGED;
        assertThat(deals.claim().obuMac).isEqualTo(9);
        deals.find(9).step = Step.UNRESOLVED;
        assertThat(deals.claim()).isNull();
    }

    @Test
    void shouldBeRefusedWhereItCannotBeKept() throws Exception {
        Map<String, String> bare = Map.of("mode", "control");
        assertThat(DriverKind.ETC.check(settings(Map.of()))).isEmpty();
        assertThat(DriverKind.ETC.check(settings(bare)))
                .singleElement()
                .asString()
                .contains("needs memory");
        Path file = directory.resolve("charges");
        Map<String, String> good = Map.of("mode", "control", "memory", file.toString());
        assertThat(DriverKind.ETC.check(settings(good))).isEmpty();
        assertThat(file).doesNotExist();
        started(0);
        assertThat(DriverKind.ETC.check(settings(good))).isEmpty();
        Files.writeString(file, "something else");
        assertThat(DriverKind.ETC.check(settings(good)))
                .singleElement()
                .asString()
                .contains("something else");
        assertThatThrownBy(() -> started(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(DriverKind.ETC.check(
                        settings(Map.of("mode", "control", "dialect", "55aa", "memory", "/no/such/directory/file"))))
                .hasSize(2)
                .anyMatch(fault -> fault.contains("55aa"))
                .anyMatch(fault -> fault.contains("/no/such/directory"));
    }
}
