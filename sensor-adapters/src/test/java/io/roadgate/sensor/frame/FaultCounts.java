package io.roadgate.sensor.frame;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts faults for a test to look at; allocates nothing while counting. */
public final class FaultCounts implements FaultSink {
    private final Map<FrameFault, AtomicInteger> counts = new EnumMap<>(FrameFault.class);

    public FaultCounts() {
        for (FrameFault fault : FrameFault.values()) {
            counts.put(fault, new AtomicInteger());
        }
    }

    @Override
    public void count(FrameFault fault) {
        counts.get(fault).incrementAndGet();
    }

    @Override
    public void count(FrameFault fault, long times) {
        counts.get(fault).addAndGet((int) times);
    }

    public int of(FrameFault fault) {
        return counts.get(fault).get();
    }

    /** All faults that were counted at least once. */
    public Map<FrameFault, Integer> all() {
        Map<FrameFault, Integer> all = new EnumMap<>(FrameFault.class);
        counts.forEach((fault, count) -> {
            if (count.get() > 0) {
                all.put(fault, count.get());
            }
        });
        return all;
    }
}
