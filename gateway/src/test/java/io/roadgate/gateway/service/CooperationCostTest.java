package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.roadgate.gateway.cooperation.LaneNames;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.fusion.FusionCore;
import io.roadgate.gateway.fusion.Script;
import io.roadgate.gateway.fusion.TestSite;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.V2xMessageDecoder;
import io.roadgate.gateway.record.VehicleAdviceDecoder;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.v2x.daytwo.PersonalCrossing;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Cooperation as a whole: the same inputs give the same outputs, and once it is warm nothing is allocated. */
class CooperationCostTest {
    private static final int ROUNDS = 6;
    private static final int WARM_ROUNDS = 3;
    private static final double[] WEST = Roads.at(-300, 0);
    private static final double[] EAST = Roads.at(300, 0);

    private final SiteMap map = Roads.threeLanes();
    private final int[] counts = new int[256];

    /** Three who ask for lanes, an ambulance, a platoon, a person with a device, traffic around them: each round anew. */
    private List<Script.Entry> busyRoad() {
        CooperationScene scene = new CooperationScene(map, 5);
        LaneNames names = new LaneNames(map);
        for (int round = 0; round < ROUNDS; round++) {
            scene.cars.clear();
            int base = 0x100 * (round + 1);
            for (int i = 0; i < 12; i++) {
                scene.car(base + i, 20 + 40 * (i / 3), 8, WEST, EAST).beside(3.5 * (i % 3));
            }
            for (int i = 0; i < 3; i++) {
                Car car = scene.cars.get(3 * i);
                int reqId = 10 * round + i;
                car.says(s -> Asking.laneChange(s, car.id, reqId, names, 1, car.place()));
            }
            scene.car(base + 50, 0, 15, WEST, EAST).is(ParticipantClass.EMERGENCY);
            Car leader = scene.cars.get(11);
            leader.says(s -> {
                Asking.platoon(s, base + 11, base + 11, base + 8);
                Asking.person(s, 0x77, 0, 0, 1, 0, PersonalCrossing.CROSSING);
            });
            scene.run(15);
        }
        return scene.inputs;
    }

    private FusionCore core(RecordHandler outputs) {
        return new FusionCore(
                CooperationScene.config(map, Map.of()),
                TestSite.START_NS,
                1,
                new Counters(List.of("radar", "camera", "rsu")),
                outputs);
    }

    private static void play(FusionCore core, List<Script.Entry> inputs, int from, int to, UnsafeBuffer buffer) {
        for (int i = from; i < to; i++) {
            byte[] bytes = inputs.get(i).bytes();
            buffer.wrap(bytes);
            core.onRecord(inputs.get(i).templateId(), buffer, 0, bytes.length);
        }
    }

    private byte[] outputsOf(List<Script.Entry> inputs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FusionCore core = core((templateId, buffer, offset, length) -> {
            byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            bytes.write(copy, 0, length);
        });
        play(core, inputs, 0, inputs.size(), new UnsafeBuffer(new byte[0]));
        return bytes.toByteArray();
    }

    @Test
    void shouldSayTheSameToTheSame() {
        List<Script.Entry> inputs = busyRoad();
        assertThat(outputsOf(inputs)).isEqualTo(outputsOf(inputs));
    }

    @Test
    void shouldAllocateNothingOnceItIsWarm() {
        List<Script.Entry> inputs = List.copyOf(busyRoad());
        FusionCore core = core((templateId, buffer, offset, length) -> counts[templateId]++);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
        play(core, inputs, 0, inputs.size() * WARM_ROUNDS / ROUNDS, buffer);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = WARM_ROUNDS; round < ROUNDS; round++) {
            int rsc = counts[V2xMessageDecoder.TEMPLATE_ID];
            int advices = counts[VehicleAdviceDecoder.TEMPLATE_ID];
            long before = threads.getCurrentThreadAllocatedBytes();
            play(core, inputs, inputs.size() * round / ROUNDS, inputs.size() * (round + 1) / ROUNDS, buffer);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(counts[V2xMessageDecoder.TEMPLATE_ID]).isGreaterThan(rsc);
            assertThat(counts[VehicleAdviceDecoder.TEMPLATE_ID]).isGreaterThan(advices);
        }
        // What a record or an advice costs, every round pays; what the JVM takes on our thread while it compiles, one
        // does.
        assertThat(least).isZero();
    }
}
