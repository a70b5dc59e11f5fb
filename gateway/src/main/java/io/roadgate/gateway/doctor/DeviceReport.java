package io.roadgate.gateway.doctor;

import java.util.List;
import java.util.Map;

/**
 * What the doctor heard of one device.
 *
 * @param id in the site file.
 * @param driver its protocol.
 * @param wire where its transport goes to.
 * @param isGood whether all is as it should be.
 * @param isLinkUp whether its link was up at the end.
 * @param bytesPerS heard.
 * @param framesPerS understood: frames of a sensor, transactions of an antenna.
 * @param observationsPerS that fusion would have got.
 * @param clockDifferenceMs arrival minus the device's own measurement time, the smallest seen; {@code null} = unknown.
 * @param faults counted, by their labels.
 * @param findings in words, with what to do.
 */
public record DeviceReport(
        String id,
        String driver,
        String wire,
        boolean isGood,
        boolean isLinkUp,
        double bytesPerS,
        double framesPerS,
        double observationsPerS,
        Double clockDifferenceMs,
        Map<String, Long> faults,
        List<String> findings) {}
