package io.roadgate.gateway;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import java.util.HashSet;
import java.util.Set;
import org.agrona.ErrorHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where every exception of an agent ends: counted, and logged once per place that it comes from. */
final class AgentErrors implements ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AgentErrors.class);
    private static final int KEPT = 256;

    private final Counters counters;
    private final Set<String> seen = new HashSet<>();

    AgentErrors(Counters counters) {
        this.counters = counters;
    }

    @Override
    public void onError(Throwable error) {
        counters.increment(GatewayCounter.AGENT_ERRORS);
        StackTraceElement[] trace = error.getStackTrace();
        String place = error.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
        synchronized (seen) {
            if (seen.size() >= KEPT || !seen.add(place)) {
                return;
            }
        }
        LOG.error("an agent failed (further ones of this kind are only counted)", error);
    }
}
