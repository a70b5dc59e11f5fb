package io.roadgate.sim.plot;

import io.roadgate.sim.scene.Geometry;
import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.scene.TruthObject;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What each sensor measured less what was true, in the sensor's own coordinates. */
final class Residuals {
    private static final int MOST = 12_000;

    private final Map<String, Series> bySensor = new LinkedHashMap<>();

    /** Two components over time. */
    private static final class Series {
        private final String first;
        private final String second;
        private final ArrayNode values = JsonNodeFactory.instance.arrayNode();

        private Series(String first, String second) {
            this.first = first;
            this.second = second;
        }

        private void add(double timeS, double a, double b) {
            if (values.size() < MOST) {
                values.add(Geometry.round(timeS, 2)).add(Geometry.round(a, 3)).add(Geometry.round(b, 3));
            }
        }
    }

    /** Adds a detection of a known object that was at a place. */
    void add(SceneMap map, SceneSensor sensor, JsonNode detection, String kind, String name, double timeS, TruthObject truth) {
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
            ObjectNode node = array.addObject().put("s", name).put("a", series.first).put("b", series.second);
            node.set("v", series.values);
        });
        return array;
    }
}
