package io.roadgate.sim.plot;

import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.scene.TruthObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What each sensor measured less what was true, in the sensor's own coordinates. */
final class Residuals {
    private static final int MOST = 4000;

    private final Map<String, Series> bySensor = new LinkedHashMap<>();

    /** Two components over time. */
    private static final class Series {
        private final String first;
        private final String second;
        private final List<double[]> values = new ArrayList<>();

        private Series(String first, String second) {
            this.first = first;
            this.second = second;
        }

        private void add(double timeS, double a, double b) {
            values.add(new double[] {timeS, a, b});
        }

        /** An even selection of at most {@link #MOST}. */
        private ArrayNode write() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            int step = values.size() / MOST + 1;
            for (int i = 0; i < values.size(); i += step) {
                double[] value = values.get(i);
                array.add(Geometry.round(value[0], 2))
                        .add(Geometry.round(value[1], 3))
                        .add(Geometry.round(value[2], 3));
            }
            return array;
        }
    }

    /** Adds a detection of a known object that was at a place. */
    void add(
            SceneMap map,
            SceneSensor sensor,
            JsonNode detection,
            String kind,
            String name,
            double timeS,
            TruthObject truth) {
        if (kind.equals("radar") && sensor != null) {
            double de = truth.eastM() - sensor.eastM();
            double dn = truth.northM() - sensor.northM();
            double azimuth = StrictMath.toDegrees(Geometry.bearing(de, dn)) - sensor.boreDeg();
            series(name, "range m", "azimuth °")
                    .add(
                            timeS,
                            detection.get("r").asDouble() - Geometry.hypot(de, dn),
                            Geometry.wrapDeg(detection.get("az").asDouble() - azimuth));
        } else if (kind.equals("cam") && sensor != null) {
            double de = truth.eastM() - sensor.eastM();
            double dn = truth.northM() - sensor.northM();
            double range = Math.max(0.1, Geometry.hypot(de, dn));
            double errorE = detection.get("e").asDouble() - truth.eastM();
            double errorN = detection.get("n").asDouble() - truth.northM();
            series(name, "along sight m", "across m")
                    .add(timeS, (errorE * de + errorN * dn) / range, (errorE * dn - errorN * de) / range);
        } else if (kind.equals("bsm")) {
            series(name, "east m", "north m")
                    .add(
                            timeS,
                            (detection.get("lon").asDouble() - map.lonDeg()) * map.metresPerLon() - truth.eastM(),
                            (detection.get("lat").asDouble() - map.latDeg()) * map.metresPerLat() - truth.northM());
        }
    }

    private Series series(String name, String first, String second) {
        return bySensor.computeIfAbsent(name, key -> new Series(first, second));
    }

    ArrayNode write() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        bySensor.forEach((name, series) -> {
            ObjectNode node =
                    array.addObject().put("s", name).put("a", series.first).put("b", series.second);
            node.set("v", series.write());
        });
        return array;
    }
}
