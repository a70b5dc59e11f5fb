package io.roadgate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.counter.Counters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayVerifierTest {
    private static final long NOW_NS = 1_767_225_600_000_000_000L;
    private static final int TICKS = 100;

    private final List<UnsafeBuffer> held = new ArrayList<>();
    private ChronicleJournal journal;

    @TempDir
    private Path directory;

    @Test
    void shouldFindEqualOutputsInAllSessions() throws IOException {
        open();
        session("site", 1);
        run(1, TICKS, false);
        journal.close();
        open();
        session("site", 11);
        run(11, TICKS, true);
        journal.close();

        ReplayReport report = verify();
        assertThat(report.isVerified()).isTrue();
        assertThat(report.sessionCount()).isEqualTo(2);
        assertThat(report.inputCount()).isEqualTo(2 * TICKS);
        assertThat(report.outputCount()).isEqualTo(220);
        assertThat(report.firstDifference()).isEmpty();
    }

    @Test
    void shouldNameTheFirstDifferentByte() throws IOException {
        open();
        session("site", 1);
        tick(1);
        UnsafeBuffer hazard = RecordSamples.hazard(NOW_NS / 1_000_000_000L + 1, NOW_NS + 2);
        append(30, hazard);
        journal.close();

        ReplayReport report = verify();
        assertThat(report.isVerified()).isFalse();
        assertThat(report.differenceCount()).isEqualTo(1);
        ReplayDifference difference = report.firstDifference().orElseThrow();
        assertThat(difference.sequence()).isEqualTo(3);
        assertThat(difference.templateId()).isEqualTo(30);
        assertThat(difference.reason()).isEqualTo("first different byte at 28");
        assertThat(difference.journalled()).contains("detectedAtNs=" + (NOW_NS + 2));
        assertThat(difference.computed()).contains("detectedAtNs=" + (NOW_NS + 1));
    }

    @Test
    void shouldFindAnOutputThatTheJournalLacks() throws IOException {
        open();
        session("site", 1);
        tick(1);
        append(30, RecordSamples.hazard(NOW_NS / 1_000_000_000L + 1, NOW_NS + 1));
        tick(2);
        tick(3);
        journal.close();
        ReplayReport report = verify();
        // Of tick 2 it is missing; that of tick 3 was cut off by the end.
        assertThat(report.differenceCount()).isEqualTo(1);
        assertThat(report.cutOutputCount()).isEqualTo(1);
        assertThat(report.firstDifference().orElseThrow().reason()).isEqualTo("computed, not journalled");
        assertThat(report.firstDifference().orElseThrow().sequence()).isEqualTo(4);
    }

    @Test
    void shouldFindAnOutputThatIsNotComputed() throws IOException {
        open();
        session("site", 1);
        run(1, 5, false);
        append(32, RecordSamples.toll(9, 1));
        journal.close();
        ReplayReport report = verify();
        assertThat(report.differenceCount()).isEqualTo(1);
        assertThat(report.firstDifference().orElseThrow().reason()).isEqualTo("journalled, not computed");
    }

    @Test
    void shouldAcceptThatAKilledRunLacksItsLastOutputs() throws IOException {
        open();
        session("site", 1);
        run(1, 5, false);
        tick(6);
        journal.close();
        ReplayReport report = verify();
        assertThat(report.isVerified()).isTrue();
        assertThat(report.cutOutputCount()).isEqualTo(1);
    }

    @Test
    void shouldCompareOnlyTheWindowButFeedEverything() throws IOException {
        open();
        session("site", 1);
        run(1, 20, false);
        journal.close();
        ReplayReport report =
                new ReplayVerifier(directory, CountingFusion::new, NOW_NS + 5, NOW_NS + 15).verify(count -> {});
        assertThat(report.isVerified()).isTrue();
        assertThat(report.inputCount()).isEqualTo(20);
        assertThat(report.outputCount()).isEqualTo(10);
    }

    @Test
    void shouldNotVerifyWhatCannotBeReplayed() throws IOException {
        open();
        tick(1);
        journal.close();
        ReplayReport orphan = verify();
        assertThat(orphan.orphanCount()).isEqualTo(1);
        assertThat(orphan.isVerified()).isFalse();

        open();
        session("broken", 1);
        tick(1);
        journal.close();
        ReplayReport broken = verify();
        assertThat(broken.failure().orElseThrow()).contains("at record 2").contains("a broken site file");
        assertThat(broken.isVerified()).isFalse();
    }

    @Test
    void shouldNotVerifyAnEmptyJournal() throws IOException {
        open();
        journal.close();
        assertThat(verify().isVerified()).isFalse();
    }

    @Test
    void shouldTellProgress() throws IOException {
        open();
        session("site", 1);
        run(1, 150_000, false);
        journal.close();
        List<Long> progress = new ArrayList<>();
        ReplayReport report = new ReplayVerifier(directory, CountingFusion::new).verify(progress::add);
        assertThat(report.isVerified()).isTrue();
        assertThat(progress).containsExactly(100_000L, 200_000L, 300_000L);
    }

    private ReplayReport verify() throws IOException {
        return new ReplayVerifier(directory, CountingFusion::new).verify(count -> {});
    }

    private void open() throws IOException {
        journal = ChronicleJournal.open(directory, 0, () -> NOW_NS, new Counters(List.of()));
    }

    private void session(String siteFile, long nextTollSequence) {
        append(40, new JournalSession(NOW_NS, nextTollSequence, "test", siteFile).encode());
    }

    /** Does what the gateway does; with full rings a toll record is journalled some ticks later. */
    private void run(long firstTollSequence, int ticks, boolean isRingFull) {
        CountingFusion fusion =
                new CountingFusion("site", NOW_NS, firstTollSequence, (templateId, buffer, offset, length) -> {
                    if (isRingFull && templateId == 32) {
                        held.add(copy(buffer, offset, length));
                    } else {
                        append(templateId, copy(buffer, offset, length));
                    }
                });
        for (int i = 1; i <= ticks; i++) {
            UnsafeBuffer tick = tick(i);
            fusion.onRecord(20, tick, 0, tick.capacity());
            if (i % 25 == 0 || i == ticks) {
                held.forEach(toll -> append(32, toll));
                held.clear();
            }
        }
    }

    private UnsafeBuffer tick(int number) {
        UnsafeBuffer tick = RecordSamples.tick(NOW_NS + number);
        append(20, tick);
        return tick;
    }

    private void append(int templateId, UnsafeBuffer record) {
        assertThat(journal.append(templateId, record, 0, record.capacity())).isTrue();
    }

    private static UnsafeBuffer copy(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new UnsafeBuffer(bytes);
    }
}
