package io.roadgate.gateway.console;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.ingest.SensorPort;
import io.roadgate.gateway.publish.HealthSource;
import io.roadgate.sensor.frame.FrameFault;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The gateway's health as JSON, and a log line whenever a device's link comes or goes.
 *
 * <p>State is {@code up} when every device's link is, else {@code degraded}. Counters that are zero are left out.
 *
 * <p>Thread: the publish agent, once a second; allocates.
 */
public final class HealthReport implements HealthSource {
    private static final Logger LOG = LoggerFactory.getLogger(HealthReport.class);

    private final JsonFactory json = new JsonFactory();
    private final GatewayConfig config;
    private final String release;
    private final Counters counters;
    private final List<SensorPort> ports;
    private final EpochNanoClock clock;
    private final long startedAtNs;
    private final boolean[] wasUp;

    /** Looks at these; {@code ports} is indexed by sensor number less one. */
    public HealthReport(
            GatewayConfig config,
            String release,
            Counters counters,
            List<SensorPort> ports,
            EpochNanoClock clock,
            long startedAtNs) {
        this.config = config;
        this.release = release;
        this.counters = counters;
        this.ports = List.copyOf(ports);
        this.clock = clock;
        this.startedAtNs = startedAtNs;
        this.wasUp = new boolean[config.sensors().size()];
    }

    @Override
    public void appendHealth(StringBuilder text) {
        StringWriter out = new StringWriter();
        long nowNs = clock.nanoTime();
        boolean isAllUp = true;
        for (Sensor sensor : config.sensors()) {
            isAllUp &= followLink(sensor);
        }
        try (JsonGenerator writer = json.createGenerator(ObjectWriteContext.empty(), out)) {
            writer.writeStartObject();
            writer.writeStringProperty("state", isAllUp ? "up" : "degraded");
            writer.writeStringProperty("site", config.site().id());
            writer.writeStringProperty("release", release);
            writer.writeStringProperty("atNs", Long.toString(nowNs));
            writer.writeNumberProperty("upS", TimeUnit.NANOSECONDS.toSeconds(nowNs - startedAtNs));
            writer.writeArrayPropertyStart("sensors");
            for (Sensor sensor : config.sensors()) {
                writeSensor(writer, sensor);
            }
            writer.writeEndArray();
            writer.writeObjectPropertyStart("counters");
            for (GatewayCounter counter : GatewayCounter.values()) {
                if (counters.get(counter) != 0) {
                    writer.writeNumberProperty(counter.label(), counters.get(counter));
                }
            }
            writer.writeEndObject();
            writer.writeEndObject();
        }
        text.append(out);
    }

    private void writeSensor(JsonGenerator writer, Sensor sensor) {
        writer.writeStartObject();
        writer.writeStringProperty("id", sensor.id());
        writer.writeStringProperty("driver", sensor.driver().key());
        writer.writeStringProperty("link", counters.isLinkUp(sensor.number()) ? "up" : "lost");
        writer.writeNumberProperty("observations", counters.observations(sensor.number()));
        if (counters.clockSigmaNs(sensor.number()) != Counters.NO_CLOCK) {
            writer.writeNumberProperty("clockOffsetNs", counters.clockOffsetNs(sensor.number()));
            writer.writeNumberProperty("clockSigmaNs", counters.clockSigmaNs(sensor.number()));
        }
        writer.writeObjectPropertyStart("faults");
        for (FrameFault fault : FrameFault.values()) {
            long count = counters.faults(sensor.number(), fault);
            if (count != 0) {
                writer.writeNumberProperty(fault.label(), count);
            }
        }
        writer.writeEndObject();
        writer.writeEndObject();
    }

    /** Says each change once; an unplugged device is one line, not a flood. */
    private boolean followLink(Sensor sensor) {
        int index = sensor.number() - 1;
        boolean isUp = counters.isLinkUp(sensor.number());
        if (isUp != wasUp[index]) {
            wasUp[index] = isUp;
            String where = ports.get(index).describe();
            if (isUp) {
                LOG.info("{} is connected ({})", sensor.id(), where);
            } else {
                LOG.warn("{} is lost ({}); it is looked for until it is back", sensor.id(), where);
            }
        }
        return isUp;
    }
}
