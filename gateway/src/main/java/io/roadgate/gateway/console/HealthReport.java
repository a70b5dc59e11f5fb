package io.roadgate.gateway.console;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.ingest.SensorPort;
import io.roadgate.gateway.publish.HealthSource;
import io.roadgate.sensor.clock.ClockState;
import io.roadgate.sensor.clock.ClockWatch;
import io.roadgate.sensor.driver.DeviceGauge;
import io.roadgate.sensor.driver.DeviceGauges;
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
 * <p>State is {@code up} when every device's link is, no alarm is on and the clock is not known to be bad, else
 * {@code degraded}. Counters that are zero and figures that no device tells are left out.
 *
 * <p>Thread: the publish agent, once a second; allocates.
 */
public final class HealthReport implements HealthSource {
    private static final Logger LOG = LoggerFactory.getLogger(HealthReport.class);
    private static final DeviceGauge[] GAUGES = DeviceGauge.values();

    private final JsonFactory json = new JsonFactory();
    private final GatewayConfig config;
    private final String release;
    private final Counters counters;
    private final List<SensorPort> ports;
    private final EpochNanoClock clock;
    private final long startedAtNs;
    private final ClockWatch clockWatch;
    private final boolean[] wasUp;
    private final boolean[][] wasOn;
    private String clockVerdict = "unknown";

    /** Looks at these; {@code ports} is indexed by sensor number less one. */
    public HealthReport(
            GatewayConfig config,
            String release,
            Counters counters,
            List<SensorPort> ports,
            ClockWatch clockWatch,
            EpochNanoClock clock,
            long startedAtNs) {
        this.config = config;
        this.release = release;
        this.counters = counters;
        this.ports = List.copyOf(ports);
        this.clockWatch = clockWatch;
        this.clock = clock;
        this.startedAtNs = startedAtNs;
        this.wasUp = new boolean[config.sensors().size()];
        this.wasOn = new boolean[config.sensors().size()][GAUGES.length];
    }

    @Override
    public void appendHealth(StringBuilder text) {
        StringWriter out = new StringWriter();
        long nowNs = clock.nanoTime();
        boolean isAllUp = followClock();
        for (Sensor sensor : config.sensors()) {
            isAllUp &= followLink(sensor);
            isAllUp &= followAlarms(sensor);
        }
        try (JsonGenerator writer = json.createGenerator(ObjectWriteContext.empty(), out)) {
            writer.writeStartObject();
            writer.writeStringProperty("state", isAllUp ? "up" : "degraded");
            writer.writeStringProperty("site", config.site().id());
            writer.writeStringProperty("release", release);
            writer.writeStringProperty("atNs", Long.toString(nowNs));
            writer.writeNumberProperty("upS", TimeUnit.NANOSECONDS.toSeconds(nowNs - startedAtNs));
            writeClock(writer);
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
        writeGauges(writer, ports.get(sensor.number() - 1).gauges());
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

    private void writeClock(JsonGenerator writer) {
        ClockState state = clockWatch.state();
        writer.writeObjectPropertyStart("clock");
        writer.writeStringProperty("state", clockVerdict);
        writer.writeStringProperty("source", state.source());
        if (state.isKnown()) {
            writer.writeStringProperty("reference", state.reference());
            writer.writeNumberProperty("boundNs", state.boundNs());
            writer.writeNumberProperty("offsetNs", state.offsetNs());
        }
        writer.writeNumberProperty("ppsTicking", state.ppsSources());
        writer.writeEndObject();
    }

    private static void writeGauges(JsonGenerator writer, DeviceGauges gauges) {
        writer.writeObjectPropertyStart("figures");
        for (DeviceGauge gauge : GAUGES) {
            long value = gauges.get(gauge);
            if (value == DeviceGauges.UNKNOWN || gauge.isAlarm()) {
                continue;
            }
            if (value >= 0 && value < gauge.names().size()) {
                writer.writeStringProperty(gauge.label(), gauge.names().get((int) value));
            } else if (gauge.divisor() == 1) {
                writer.writeNumberProperty(gauge.label(), value);
            } else {
                writer.writeNumberProperty(gauge.label(), (double) value / gauge.divisor());
            }
        }
        writer.writeEndObject();
        writer.writeArrayPropertyStart("alarms");
        for (DeviceGauge gauge : GAUGES) {
            if (gauge.isAlarm() && gauges.isOn(gauge)) {
                writer.writeString(gauge.label());
            }
        }
        writer.writeEndArray();
    }

    /** Says each change of the clock's verdict once; an unknown clock is shown, not held against the site. */
    private boolean followClock() {
        String verdict = clockWatch.verdict();
        counters.set(GatewayCounter.CLOCK_BOUND_NS, clockWatch.state().boundNs());
        counters.set(GatewayCounter.CLOCK_ALARM, verdict.equals("bad") ? 1 : 0);
        if (!verdict.equals(clockVerdict)) {
            clockVerdict = verdict;
            LOG.warn("the clock of this machine is {} by {}", verdict, clockWatch.state());
        }
        return !verdict.equals("bad");
    }

    /** Says each alarm once when it begins and once when it ends. */
    private boolean followAlarms(Sensor sensor) {
        int index = sensor.number() - 1;
        DeviceGauges gauges = ports.get(index).gauges();
        boolean isQuiet = true;
        for (DeviceGauge gauge : GAUGES) {
            boolean isOn = gauge.isAlarm() && gauges.isOn(gauge);
            isQuiet &= !isOn;
            if (isOn != wasOn[index][gauge.ordinal()]) {
                wasOn[index][gauge.ordinal()] = isOn;
                LOG.warn("{}: alarm {} {} ({})", sensor.id(), gauge.label(), isOn ? "on" : "off", gauge.meaning());
            }
        }
        return isQuiet;
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
