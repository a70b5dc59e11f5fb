package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.roadgate.gateway.fusion.Script;
import io.roadgate.gateway.fusion.Script.Mover;
import io.roadgate.sensor.observation.SignalLight;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** All services together allocate nothing once they are warm. */
class ServiceAllocationTest {
    private static final int SECONDS = 40;
    private static final int WARM_SECONDS = 25;
    private static final long TOLERATED_BYTES = 65_536;

    @Test
    void shouldAllocateNothingAfterWarmUp() {
        ServiceScene scene = new ServiceScene(RoadServices.values());
        Script script = new Script(3);
        for (long ms = 0; ms < SECONDS * 1000L; ms += 50) {
            long atNs = ServiceScene.START_NS + ms * ServiceScene.MS;
            script.tick(atNs);
            if (ms % 100 == 0) {
                for (int car = 0; car < 10; car++) {
                    double north = -200 + (8.0 * ms / 1000 + 30 * car) % 380;
                    script.bsm(atNs, 0, 1 + car, Mover.car(car % 2 * 3.5, north, 0, 8), o -> {});
                }
            }
        }
        List<Script.Entry> entries = script.entries();
        UnsafeBuffer[] records =
                entries.stream().map(entry -> new UnsafeBuffer(entry.bytes())).toArray(UnsafeBuffer[]::new);
        UnsafeBuffer[] phases = {
            scene.phase(6, 1, SignalLight.RED, 8_000), scene.phase(6, 2, SignalLight.PROTECTED_GREEN, 12_000)
        };
        scene.isQuiet = true;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int i = 0; i < records.length; i++) {
            Script.Entry entry = entries.get(i);
            scene.play(entry.templateId(), records[i], entry.arrivesAtNs(), phases);
            boolean isWarm = entry.arrivesAtNs() >= ServiceScene.START_NS + WARM_SECONDS * 1_000_000_000L;
            if (isWarm && before == 0) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
        }
        assertThat(scene.quietCount).isGreaterThan(1_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(TOLERATED_BYTES);
    }
}
