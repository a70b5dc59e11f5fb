package io.roadgate.sensor.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.setting.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools' answers in the form that their manuals show, and what the watch makes of them. */
class ClockWatchTest {
    private static final String CHRONY = "50505300,PPS0,1,1764000000.123456789,-0.000001200,0.000000300,0.000000500,"
            + "-12.345,0.001,0.010,0.000010000,0.000020000,16.0,Normal\n";
    private static final String PTP = """
            sending: GET TIME_STATUS_NP
            \t90e2ba.fffe.20c7f8-0 seq 0 RESPONSE MANAGEMENT TIME_STATUS_NP
            \t\tmaster_offset              -310
            \t\tingress_time               1361545089345029441
            \t\tgmPresent                  true
            \t\tgmIdentity                 00a069.fffe.0b552d
            sending: GET PORT_DATA_SET
            \t90e2ba.fffe.20c7f8-1 seq 1 RESPONSE MANAGEMENT PORT_DATA_SET
            \t\tportState              SLAVE
            """;

    @TempDir
    Path pps;

    private final Map<String, String> answers = new HashMap<>();

    private ClockWatch watch() {
        ClockTools tools =
                new ClockTools((List<String> command) -> Optional.ofNullable(answers.get(command.get(0))), pps);
        return new ClockWatch(Settings.defaults(ClockWatch.SETTINGS), tools);
    }

    private static ClockWatch polled(ClockWatch watch) {
        watch.poll();
        return watch;
    }

    @Test
    void shouldTakeChronysBound() {
        answers.put("chronyc", CHRONY);
        ClockWatch watch = polled(watch());
        // 1.2 us off, 20 us of dispersion, half of 10 us of delay.
        assertThat(watch.state().boundNs()).isEqualTo(26_200);
        assertThat(watch.state().offsetNs()).isEqualTo(-1_200);
        assertThat(watch.state().reference()).isEqualTo("PPS0");
        assertThat(watch.verdict()).isEqualTo("good");
        answers.put("chronyc", CHRONY.replace("0.000020000", "0.002000000"));
        assertThat(polled(watch).verdict()).isEqualTo("bad");
        answers.put("chronyc", "00000000,,0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0,1.0,0.0,Not synchronised");
        assertThat(polled(watch).verdict()).isEqualTo("bad");
    }

    @Test
    void shouldPreferAPtpClockThatFollows() {
        answers.put("chronyc", CHRONY);
        answers.put("pmc", PTP);
        ClockWatch watch = polled(watch());
        assertThat(watch.state()).isEqualTo(new ClockState("ptp", "00a069.fffe.0b552d", true, 310, -310, 0));
        answers.put("pmc", PTP.replace("SLAVE", "LISTENING"));
        assertThat(polled(watch).state().source()).isEqualTo("chrony");
        answers.remove("chronyc");
        assertThat(polled(watch).verdict()).isEqualTo("bad");
    }

    @Test
    void shouldSayUnknownWhenNobodyKnows() {
        ClockWatch watch = watch();
        assertThat(watch.verdict()).isEqualTo("unknown");
        answers.put("chronyc", "506 Cannot talk to daemon");
        answers.put("pmc", "sending: GET TIME_STATUS_NP");
        answers.put("timedatectl", "System has not been booted with systemd");
        assertThat(polled(watch).state()).isEqualTo(ClockState.UNKNOWN);
        answers.put("timedatectl", "Timezone=Asia/Chongqing\nNTPSynchronized=yes\n");
        assertThat(polled(watch).verdict()).isEqualTo("unknown");
        answers.put("timedatectl", "NTPSynchronized=no\n");
        assertThat(polled(watch).verdict()).isEqualTo("bad");
    }

    @Test
    void shouldCountPulsesThatTick() throws Exception {
        Path source = Files.createDirectory(pps.resolve("pps0"));
        Files.writeString(source.resolve("assert"), "1764000000.000000123#41\n");
        ClockWatch watch = polled(watch());
        assertThat(watch.state().ppsSources()).isZero();
        Files.writeString(source.resolve("assert"), "1764000010.000000123#51\n");
        assertThat(polled(watch).state().ppsSources()).isEqualTo(1);
        assertThat(polled(watch).state().ppsSources()).isZero();
        Files.writeString(source.resolve("assert"), "nonsense");
        assertThat(polled(watch).state().ppsSources()).isZero();
    }

    @Test
    void shouldAskThisMachineWithinItsLimits() {
        ClockWatch watch = polled(new ClockWatch(Settings.defaults(ClockWatch.SETTINGS)));
        assertThat(watch.verdict()).isIn("good", "bad", "unknown");
    }
}
