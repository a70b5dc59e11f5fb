package io.roadgate.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The radar's lists as text lines, read with the bit places of ars408.md and nothing of the emulator's own. */
class Ars408EmulatorTest {
    private static final long CYCLE_NS = 72_000_000L;

    private final RecordingLine line = new RecordingLine();
    private final Ars408Emulator radar = new Ars408Emulator("radar", line, 0, 0, 90, 1);

    private List<String> lines() {
        String text = new String(line.takeBytes(), StandardCharsets.US_ASCII);
        assertThat(text.isEmpty() || text.endsWith("\r")).isTrue();
        return text.isEmpty() ? List.of() : List.of(text.split("\r"));
    }

    private static long bits(String line, int from, int length) {
        StringBuilder all = new StringBuilder();
        for (char digit : line.substring(5).toCharArray()) {
            all.append(String.format("%4s", Integer.toBinaryString(Character.digit(digit, 16)))
                    .replace(' ', '0'));
        }
        return Long.parseLong(all.substring(from, from + length), 2);
    }

    private static List<String> ids(List<String> lines) {
        List<String> ids = new ArrayList<>();
        lines.forEach(text -> ids.add(text.substring(1, 4)));
        return ids;
    }

    @Test
    void shouldSendStateThenOneWholeListInOrder() {
        radar.step(Truths.of(Truths.AT_NS, Truths.car(1, 50, -1.75, 14, 0), Truths.car(2, 30, -5.25, 0, 0)));
        List<String> lines = lines();
        assertThat(ids(lines)).containsExactly("201", "60A", "60B", "60B", "60C", "60C", "60D", "60D");
        assertThat(lines).allSatisfy(text -> assertThat(text).matches("t[0-9A-F]{3}[0-8]([0-9A-F]{2})+"));
        assertThat(lines.get(1)).isEqualTo("t60A402000010");
        assertThat(radar.framesSent()).isEqualTo(8);
    }

    @Test
    void shouldTellPlaceAndSpeedInItsOwnFrame() {
        radar.step(Truths.of(Truths.AT_NS, Truths.car(1, 50, -1.75, 14, -2)));
        List<String> lines = lines();
        assertThat(bits(lines.get(2), 8, 13) * 0.2 - 500).isCloseTo(50, within(0.8));
        assertThat(bits(lines.get(2), 21, 11) * 0.2 - 204.6).isCloseTo(-1.75, within(0.8));
        assertThat(bits(lines.get(2), 32, 10) * 0.25 - 128).isCloseTo(14, within(0.7));
        assertThat(bits(lines.get(2), 42, 9) * 0.25 - 64).isCloseTo(0, within(0.7));
        assertThat(bits(lines.get(3), 51, 3)).isEqualTo(1);
        assertThat(bits(lines.get(4), 8, 11) * 0.01 - 10).isCloseTo(-2, within(0.6));
        assertThat(bits(lines.get(4), 29, 3)).isEqualTo(1);
        assertThat(bits(lines.get(4), 32, 10) * 0.4 - 180).isCloseTo(0, within(0.3));
        assertThat(bits(lines.get(4), 48, 8) * 0.2).isCloseTo(4.6, within(0.11));
    }

    @Test
    void shouldKeepIdsAndBuryWhoLeaves() {
        radar.step(Truths.of(Truths.AT_NS, Truths.car(7, 50, 0, 14, 0), Truths.car(8, 60, 0, 14, 0)));
        long id = bits(lines().get(2), 0, 8);
        radar.step(Truths.of(Truths.AT_NS + CYCLE_NS, Truths.car(7, 51, 0, 14, 0), Truths.car(8, -60, 0, 14, 0)));
        List<String> lines = lines();
        assertThat(lines.get(0)).isEqualTo("t60A402000110");
        assertThat(bits(lines.get(1), 0, 8)).isEqualTo(id);
        List<Long> states = new ArrayList<>();
        lines.subList(3, 5).forEach(text -> states.add(bits(text, 51, 3)));
        assertThat(states).contains(0L).containsAnyOf(2L, 3L);
        radar.step(Truths.of(Truths.AT_NS + 2 * CYCLE_NS, Truths.car(7, 52, 0, 14, 0)));
        assertThat(lines().get(0)).isEqualTo("t60A401000210");
    }

    @Test
    void shouldSendAnEmptyListWhenNobodyIsThere() {
        radar.step(Truths.of(Truths.AT_NS));
        assertThat(lines()).containsExactly("t20184020800010F40000", "t60A400000010");
    }

    @Test
    void shouldSendAListEvery72MsAndItsStateEverySecond() {
        int lists = 0;
        int states = 0;
        for (long atNs = 0; atNs < 7_200_000_000L; atNs += 4_000_000L) {
            radar.step(Truths.of(Truths.AT_NS + atNs));
            for (String id : ids(lines())) {
                lists += id.equals("60A") ? 1 : 0;
                states += id.equals("201") ? 1 : 0;
            }
        }
        assertThat(lists).isEqualTo(100);
        assertThat(states).isEqualTo(8);
    }

    @Test
    void shouldSeeWhatIsInItsFieldOfViewOnly() {
        assertThat(radar.sees(69, 0)).isTrue();
        assertThat(radar.sees(30, 50)).isTrue();
        assertThat(radar.sees(20, 50)).isFalse();
        assertThat(radar.sees(200, 30)).isTrue();
        assertThat(radar.sees(200, 35)).isFalse();
        assertThat(radar.sees(251, 0)).isFalse();
        assertThat(radar.sees(-20, 0)).isFalse();
    }

    @Test
    void shouldGarbleOneLineWhenAsked() {
        radar.inject(Fault.GARBLED_LINE);
        radar.step(Truths.of(Truths.AT_NS));
        radar.step(Truths.of(Truths.AT_NS + CYCLE_NS));
        assertThat(lines())
                .filteredOn(text -> !text.matches("t[0-9A-F]{3}[0-8]([0-9A-F]{2})*"))
                .hasSize(1);
        assertThatThrownBy(() -> radar.inject(Fault.WRONG_CHECK)).isInstanceOf(IllegalArgumentException.class);
    }
}
