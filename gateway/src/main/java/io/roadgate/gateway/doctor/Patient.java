package io.roadgate.gateway.doctor;

import io.roadgate.gateway.config.GatewayConfig.Sensor;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.sensor.transport.Transport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One device while it is examined, and the words for what it shows. */
final class Patient {
    private static final double CLOCK_LIMIT_MS = 500;
    private static final double NS_PER_MS = 1e6;
    // Fewer bad frames than this share of all are the noise of the world.
    private static final double NOISE = 0.02;

    private final Sensor sensor;
    private final Transport transport;
    private final HeardDriver driver;
    private final String busy;
    private long frames;
    private long records;
    private long observations;
    private long smallestDelayNs = Long.MAX_VALUE;

    /** A device that is opened. */
    Patient(Sensor sensor, Transport transport, HeardDriver driver) {
        this.sensor = sensor;
        this.transport = transport;
        this.driver = driver;
        this.busy = "";
    }

    /** A device that is left alone, since someone else has it open. */
    Patient(Sensor sensor, String busy) {
        this.sensor = sensor;
        this.transport = null;
        this.driver = null;
        this.busy = busy;
    }

    /** A record came out of its driver. */
    void onRecord(boolean isFirstOfFrame, boolean isObservation, long measuredAtNs, long receivedAtNs) {
        records++;
        frames += isFirstOfFrame ? 1 : 0;
        observations += isObservation ? 1 : 0;
        smallestDelayNs = Math.min(smallestDelayNs, receivedAtNs - measuredAtNs);
    }

    DeviceReport report(Counters counters, double seconds) {
        boolean isUp = transport != null && transport.isUp();
        Map<String, Long> faults = new LinkedHashMap<>();
        List<String> findings = new ArrayList<>();
        boolean isGood = findings(isUp, counters, findings, faults);
        Double clockDifferenceMs = records == 0 ? null : smallestDelayNs / NS_PER_MS;
        if (clockDifferenceMs != null && Math.abs(clockDifferenceMs) > CLOCK_LIMIT_MS) {
            isGood = false;
            findings.add(String.format(
                    Locale.ROOT,
                    "its clock is %.1f s %s ours: give both the same NTP or PTP source",
                    Math.abs(clockDifferenceMs) / 1e3,
                    clockDifferenceMs > 0 ? "behind" : "ahead of"));
        }
        return new DeviceReport(
                sensor.id(),
                sensor.driver().key(),
                transport == null ? wire(sensor.link()) : transport.describe(),
                isGood,
                isUp,
                driver == null ? 0 : driver.bytes() / seconds,
                frames / seconds,
                observations / seconds,
                clockDifferenceMs,
                faults,
                findings);
    }

    private String wire(Settings link) {
        return sensor.transport().key() + " "
                + switch (sensor.transport()) {
                    case SERIAL -> link.text("path");
                    case UDP, TCP -> link.text("port");
                    case CAN -> link.text("interface");
                    case CANDUMP -> link.text("file");
                };
    }

    private boolean findings(boolean isUp, Counters counters, List<String> findings, Map<String, Long> faults) {
        if (!busy.isEmpty()) {
            findings.add(busy);
            return false;
        }
        long bad = countFaults(counters, findings, faults);
        if (!isUp) {
            String trouble = transport.trouble();
            findings.add(0, "link down: " + (trouble.isEmpty() ? "it does not open" : trouble));
            return false;
        }
        if (driver.bytes() == 0) {
            findings.add(0, SilenceAdvice.of(sensor));
            return false;
        }
        if (records == 0) {
            findings.add(
                    0, bad == 0 ? SilenceAdvice.ofForeignBytes(sensor) : "bytes come, but none of them is understood");
            return false;
        }
        return bad <= NOISE * records;
    }

    /** Notes each kind with what it means; returns how many frames were bad. */
    private long countFaults(Counters counters, List<String> findings, Map<String, Long> faults) {
        long bad = 0;
        for (FrameFault fault : FrameFault.values()) {
            long count = counters.faults(sensor.number(), fault);
            if (count > 0) {
                faults.put(fault.label(), count);
                findings.add(count + " × " + fault.label() + ": " + FaultAdvice.of(fault));
                bad += FaultAdvice.isHarmless(fault) ? 0 : count;
            }
        }
        return bad;
    }
}
