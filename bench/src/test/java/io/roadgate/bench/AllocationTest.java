package io.roadgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.roadgate.gateway.counter.GatewayCounter;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No allocation on the path after warm-up: device bytes to payload bytes, the same as {@link PathBenchmark} without JMH. */
class AllocationTest {
    private static final int LEAST_OBSERVATIONS = 100_000;
    /** What a JVM may need once for itself, such as a class that is first seen: nothing that grows with the road. */
    private static final long ONCE_BYTES = 4_096;

    @ParameterizedTest
    @CsvSource({"RADAR, 30", "CAMERA, 30", "BSM, 30", "RADAR, 256", "CAMERA, 256", "BSM, 256"})
    void shouldAllocateNothingFromDeviceBytesToPayloadBytes(DeviceFeed feed, int participants) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        GatewayPath path = GatewayPath.of(feed, participants);
        int minutes = 1 + LEAST_OBSERVATIONS / (participants * 600);
        path.playMinutes(2 * minutes); // on a busy machine the compiler needs so long
        long publishedBefore = path.counters().get(GatewayCounter.MQTT_PUBLISHED);
        long cpuFromNs = threads.getCurrentThreadCpuTime();
        long fromBytes = threads.getCurrentThreadAllocatedBytes();

        long observations = path.playMinutes(minutes);

        long bytes = threads.getCurrentThreadAllocatedBytes() - fromBytes;
        long tookNs = threads.getCurrentThreadCpuTime() - cpuFromNs;
        System.out.printf(
                "%s, %d participants: %d observations, %d bytes, %d ns of CPU each, %d messages, %d hazards, %d tracks%n",
                feed,
                participants,
                observations,
                bytes,
                tookNs / observations,
                path.counters().get(GatewayCounter.MQTT_PUBLISHED) - publishedBefore,
                path.counters().get(GatewayCounter.HAZARDS_RAISED),
                path.counters().get(GatewayCounter.TRACKS_ALIVE));
        path.check();
        assertThat(observations).isGreaterThanOrEqualTo(LEAST_OBSERVATIONS);
        assertThat(path.counters().get(GatewayCounter.MQTT_PUBLISHED)).isGreaterThan(publishedBefore);
        assertThat(bytes).isLessThan(ONCE_BYTES);
    }
}
