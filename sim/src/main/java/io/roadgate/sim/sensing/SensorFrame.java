package io.roadgate.sim.sensing;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One frame of a sensor with what it gave and, for the judge only, whom it really saw. */
public final class SensorFrame {
    final String sensor;
    final String kind;
    final int seq;
    final double trueS;
    final List<ObjectNode> detections = new ArrayList<>();
    final List<String> ids = new ArrayList<>();
    long measuredMs;
    long arrivalMs;
    boolean isDuplicate;

    SensorFrame(String sensor, String kind, int seq, double trueS) {
        this.sensor = sensor;
        this.kind = kind;
        this.seq = seq;
        this.trueS = trueS;
    }

    /** Adds a detection of someone; null for nobody. */
    ObjectNode add(String id) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        detections.add(node);
        ids.add(id);
        return node;
    }

    /** The same frame received again. */
    SensorFrame again(long laterMs) {
        SensorFrame copy = new SensorFrame(sensor, kind, seq, trueS);
        copy.detections.addAll(detections);
        copy.ids.addAll(ids);
        copy.measuredMs = measuredMs;
        copy.arrivalMs = arrivalMs + laterMs;
        copy.isDuplicate = true;
        return copy;
    }

    /** When it arrived, Unix epoch. */
    public long arrivalMs() {
        return arrivalMs;
    }

    /** True time of the measurement, seconds of the scene. */
    public double trueS() {
        return trueS;
    }

    /** Name of the sensor. */
    public String sensor() {
        return sensor;
    }

    /** Whether it came before. */
    public boolean isDuplicate() {
        return isDuplicate;
    }

    /** Ids of the true objects, null where there is none, one per detection. */
    public List<String> ids() {
        return ids;
    }

    /** What it gave, one node per detection. */
    public List<ObjectNode> detections() {
        return detections;
    }

    /** One line of an observation file. */
    public ObjectNode observation() {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("ta", arrivalMs)
                .put("tm", measuredMs)
                .put("s", sensor)
                .put("k", kind)
                .put("seq", seq);
        ArrayNode array = line.putArray("d");
        detections.forEach(array::add);
        return line;
    }

    /** One line of a file of true assignments. */
    public ObjectNode assignment() {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("s", sensor).put("seq", seq).put("ta", arrivalMs);
        ArrayNode array = line.putArray("a");
        ids.forEach(array::add);
        return line;
    }
}
