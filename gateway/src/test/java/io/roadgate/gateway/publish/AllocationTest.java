package io.roadgate.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.PayloadFormat;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EventPhase;
import java.lang.management.ManagementFactory;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What runs for each record allocates nothing once it is warm. */
class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 5_000;
    /** Room for a class that is loaded, a method that is compiled: far below one byte a call. */
    private static final long TOLERATED_BYTES = 4_096;

    @ParameterizedTest
    @EnumSource(PayloadFormat.class)
    void shouldWriteEveryFamilyWithoutAllocating(PayloadFormat format) {
        GatewayConfig config = Fixture.config("tcp://127.0.0.1:1", format, GatewayConfig.ReceiptMode.CENTRE, 8);
        OutMessage out = new OutMessage(1 << 16);
        for (TopicFamilies row : TopicFamilies.values()) {
            TopicFamily family = row.create(config);
            UnsafeBuffer record = record(row);
            measure(row.name(), () -> {
                family.key(record, 0);
                family.write(record, 0, record.capacity(), Fixture.NOW_NS, out);
            });
            assertThat(out.length()).isPositive();
        }
    }

    private static UnsafeBuffer record(TopicFamilies row) {
        return switch (row) {
            case HAZARD, TILE ->
                Fixture.hazard(
                        1,
                        EventKind.ABNORMAL_VEHICLE_STOPPED,
                        EventPhase.RAISED,
                        Fixture.NOW_NS,
                        Fixture.NOW_NS + 1_000_000_000L);
            case TOLL -> Fixture.toll(1);
            case TRACKS -> Fixture.track(1, 0, 1, Fixture.NOW_NS);
            case SIGNAL -> ServiceRecords.signal();
            case TRAFFIC -> ServiceRecords.traffic();
            case V2X -> ServiceRecords.v2x(9);
            case CONTROL -> ServiceRecords.command();
            case PRIORITY -> ServiceRecords.request();
            case ADVICE -> ServiceRecords.advice();
            case HEALTH -> new UnsafeBuffer("{\"state\":\"up\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        };
    }

    private static void measure(String name, Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MEASURED; i++) {
            work.run();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as(name).isLessThan(TOLERATED_BYTES);
    }
}
