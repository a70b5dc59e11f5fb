package io.roadgate.gateway.ingest;

import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;

/** Polls its sensors in turn, each a bounded number of pieces, so that a flood on one starves no other. */
public final class IngestAgent implements Agent {
    private static final int PIECES_PER_POLL = 32;
    private static final long DRIVER_TICK_NS = 1_000_000;

    private final String name;
    private final SensorPort[] ports;
    private final EpochNanoClock clock;
    private long nextTickAtNs;

    /** An agent for these sensors. */
    public IngestAgent(int number, List<SensorPort> ports, EpochNanoClock clock) {
        this.name = "ingest-" + number;
        this.ports = ports.toArray(new SensorPort[0]);
        this.clock = clock;
    }

    @Override
    public void onStart() {
        for (SensorPort port : ports) {
            port.start();
        }
    }

    @Override
    public int doWork() {
        long nowNs = clock.nanoTime();
        int work = 0;
        for (SensorPort port : ports) {
            work += port.poll(PIECES_PER_POLL, nowNs);
        }
        // A wall clock that steps back must not stop the drivers' time-outs.
        if (nowNs >= nextTickAtNs || nextTickAtNs - nowNs > DRIVER_TICK_NS) {
            nextTickAtNs = nowNs + DRIVER_TICK_NS;
            for (SensorPort port : ports) {
                work += port.tick(nowNs);
            }
        }
        return work;
    }

    @Override
    public void onClose() {
        for (SensorPort port : ports) {
            port.close();
        }
    }

    @Override
    public String roleName() {
        return name;
    }
}
