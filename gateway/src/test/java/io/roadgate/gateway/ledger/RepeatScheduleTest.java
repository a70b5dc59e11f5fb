package io.roadgate.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RepeatScheduleTest {
    private static final long SECOND = 1_000_000_000L;

    /** Against a map from each sequence to its due tick and wait. */
    @Property(tries = 200)
    void shouldFindEachRecordWhenItIsDue(@ForAll @Size(min = 1, max = 400) List<@IntRange(max = 9) Integer> steps) {
        RepeatSchedule schedule = new RepeatSchedule(3 * SECOND);
        Map<Long, long[]> expected = new HashMap<>();
        long tickNs = Long.MAX_VALUE - 20 * SECOND;
        long sequence = 0;
        for (int step : steps) {
            if (step < 5) {
                schedule.addOffered(++sequence, tickNs);
                expected.put(sequence, new long[] {tickNs + 3 * SECOND, 3 * SECOND});
            } else if (step < 7) {
                schedule.addRefused(++sequence, tickNs);
                expected.put(sequence, new long[] {tickNs, 0});
            } else {
                tickNs += step * SECOND;
                drain(schedule, expected, tickNs);
            }
            assertThat(schedule.size()).isEqualTo(expected.size());
        }
    }

    private static void drain(RepeatSchedule schedule, Map<Long, long[]> expected, long tickNs) {
        List<Long> due = new ArrayList<>();
        while (schedule.findDue(tickNs)) {
            long sequence = schedule.sequence();
            due.add(sequence);
            assertThat(tickNs - expected.get(sequence)[0]).isNotNegative();
            assertThat(schedule.isRepeat()).isEqualTo(expected.get(sequence)[1] > 0);
            if (sequence % 3 == 0) {
                schedule.onDone();
                expected.remove(sequence);
            } else {
                long waitNs = expected.get(sequence)[1];
                waitNs = waitNs == 0 ? 3 * SECOND : Math.min(60 * SECOND, waitNs * 2);
                schedule.onOffered(tickNs);
                expected.put(sequence, new long[] {tickNs + waitNs, waitNs});
            }
        }
        assertThat(due).doesNotHaveDuplicates();
        assertThat(expected.values()).allMatch(wait -> tickNs - wait[0] < 0);
    }
}
