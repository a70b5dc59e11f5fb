package io.roadgate.gateway;

import io.roadgate.gateway.config.GatewayConfig.IdleMode;
import io.roadgate.gateway.config.GatewayConfig.Threading;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * Turns agents into threads: none, one, or one each. Agents are closed in the order in which they were given, each
 * drained first, so that what the first still holds reaches the last.
 */
final class AgentThreads implements AutoCloseable {
    private static final long CLOSE_LIMIT_MS = 10_000;
    private static final int BACKOFF_SPINS = 200;
    private static final int BACKOFF_YIELDS = 100;
    private static final long BACKOFF_MIN_PARK_NS = TimeUnit.MICROSECONDS.toNanos(1);
    private static final long BACKOFF_MAX_PARK_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final List<AgentRunner> runners = new ArrayList<>();
    private final List<AgentInvoker> invokers = new ArrayList<>();

    AgentThreads(List<Agent> agents, Threading threading, ErrorHandler errors) {
        switch (threading.mode()) {
            case DEDICATED ->
                agents.forEach(agent ->
                        runners.add(new AgentRunner(idle(threading.idle()), errors, null, new DrainingAgent(agent))));
            case SHARED ->
                runners.add(new AgentRunner(idle(threading.idle()), errors, null, new SequenceAgent(agents)));
            case INVOKER ->
                agents.forEach(agent -> invokers.add(new AgentInvoker(errors, null, new DrainingAgent(agent))));
        }
    }

    void start() {
        runners.forEach(AgentRunner::startOnThread);
        invokers.forEach(AgentInvoker::start);
    }

    /** Drives every agent once, in order; for {@code INVOKER} only. */
    int invoke() {
        int work = 0;
        for (AgentInvoker invoker : invokers) {
            work += invoker.invoke();
        }
        return work;
    }

    @Override
    public void close() {
        for (AgentRunner runner : runners) {
            runner.close(
                    (int) CLOSE_LIMIT_MS,
                    thread -> System.err.println("roadgate: " + thread.getName() + " is slow to stop"));
        }
        invokers.forEach(AgentInvoker::close);
    }

    private static IdleStrategy idle(IdleMode mode) {
        return switch (mode) {
            case BACKOFF ->
                new BackoffIdleStrategy(BACKOFF_SPINS, BACKOFF_YIELDS, BACKOFF_MIN_PARK_NS, BACKOFF_MAX_PARK_NS);
            case YIELD -> new YieldingIdleStrategy();
            case SPIN -> new BusySpinIdleStrategy();
        };
    }

    /** Works off what waits before it closes, a bounded number of rounds. */
    private static final class DrainingAgent implements Agent {
        private static final int ROUNDS = 10_000;

        private final Agent agent;

        DrainingAgent(Agent agent) {
            this.agent = agent;
        }

        @Override
        public void onStart() {
            agent.onStart();
        }

        @Override
        public int doWork() throws Exception {
            return agent.doWork();
        }

        @Override
        public void onClose() {
            try {
                for (int round = 0; round < ROUNDS && agent.doWork() > 0; round++) {
                    Thread.onSpinWait();
                }
            } catch (Exception e) {
                throw new IllegalStateException(agent.roleName() + " could not be drained", e);
            } finally {
                agent.onClose();
            }
        }

        @Override
        public String roleName() {
            return agent.roleName();
        }
    }

    /** Several agents on one thread, started and closed in order. */
    private static final class SequenceAgent implements Agent {
        private final List<DrainingAgent> agents;

        SequenceAgent(List<Agent> agents) {
            this.agents = agents.stream().map(DrainingAgent::new).toList();
        }

        @Override
        public void onStart() {
            agents.forEach(DrainingAgent::onStart);
        }

        @Override
        public int doWork() throws Exception {
            int work = 0;
            for (int i = 0; i < agents.size(); i++) {
                work += agents.get(i).doWork();
            }
            return work;
        }

        @Override
        public void onClose() {
            agents.forEach(DrainingAgent::onClose);
        }

        @Override
        public String roleName() {
            return "gateway";
        }
    }
}
