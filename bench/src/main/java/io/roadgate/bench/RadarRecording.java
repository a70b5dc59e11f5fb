package io.roadgate.bench;

import io.roadgate.bench.Recording.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Object lists of ARS408 radars as SLCAN lines: header, then general, quality and extended message of each object.
 *
 * <p>A list holds 64 objects at most, so 256 participants take four radars. They hang over the middle of the ring and
 * look north; that no antenna sees all round makes no difference to the driver. A cycle is 75 ms, so that a minute
 * holds a whole number of them; the device's is 72 to 76 ms.
 *
 * <p>Source: the layout is that of the simulator's {@code Ars408Frames}, which names the device's description.
 */
final class RadarRecording {
    /** Objects that one radar sees at most. */
    static final int MOST_OBJECTS = 64;

    private static final long CYCLE_NS = 75_000_000L;
    private static final int DIGIT_BITS = 4;
    private static final int CAR = 1;
    private static final int MEASURED = 2;
    private static final double NOISE_M = 0.12;

    private final RingRoad road;
    private final Random random = new Random(1);

    private RadarRecording(RingRoad road) {
        this.road = road;
    }

    static Recording of(RingRoad road) {
        return new RadarRecording(road).record();
    }

    static int radars(RingRoad road) {
        return (road.participants() + MOST_OBJECTS - 1) / MOST_OBJECTS;
    }

    private Recording record() {
        List<Frame> frames = new ArrayList<>();
        int radars = radars(road);
        for (int cycle = 0; cycle * CYCLE_NS < RingRoad.MINUTE_NS; cycle++) {
            for (int radar = 0; radar < radars; radar++) {
                long atNs = cycle * CYCLE_NS + radar * CYCLE_NS / radars;
                int first = radar * MOST_OBJECTS;
                int count = Math.min(MOST_OBJECTS, road.participants() - first);
                frames.add(new Frame(atNs, radar + 1, count, list(first, count, cycle, atNs), Recording.NO_STAMP));
            }
        }
        return new Recording(frames);
    }

    private byte[] list(int first, int count, int cycle, long atNs) {
        StringBuilder lines = new StringBuilder();
        line(lines, 0x60A, 4, put(0, 7, 8, count) | put(1, 7, 16, cycle) | put(3, 7, 4, 1));
        for (int id = 0; id < count; id++) {
            line(lines, 0x60B, 8, general(id, first + id, atNs));
        }
        for (int id = 0; id < count; id++) {
            line(lines, 0x60C, 7, quality(id));
        }
        for (int id = 0; id < count; id++) {
            line(lines, 0x60D, 8, extended(id, first + id, atNs));
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Forward is north, left is west. */
    private long general(int id, int participant, long atNs) {
        double headingRad = road.headingRad(participant, atNs);
        double speedMps = road.speedMps(participant);
        double northM = road.northM(participant, atNs) + NOISE_M * random.nextGaussian();
        double westM = -road.eastM(participant, atNs) + NOISE_M * random.nextGaussian();
        return put(0, 7, 8, id)
                | put(1, 7, 13, steps(northM, 0.2, -500))
                | put(2, 2, 11, steps(westM, 0.2, -204.6))
                | put(4, 7, 10, steps(speedMps * Math.cos(headingRad), 0.25, -128))
                | put(5, 5, 9, steps(-speedMps * Math.sin(headingRad), 0.25, -64))
                | put(6, 2, 3, road.isStanding(participant) ? 7 : 0)
                | put(7, 7, 8, steps(10, 0.5, -64));
    }

    private static long quality(int id) {
        return put(0, 7, 8, id)
                | put(1, 7, 5, 13)
                | put(1, 2, 5, 13)
                | put(2, 5, 5, 12)
                | put(2, 0, 5, 12)
                | put(3, 3, 5, 15)
                | put(4, 6, 5, 15)
                | put(4, 1, 5, 18)
                | put(6, 7, 3, 6)
                | put(6, 4, 3, MEASURED);
    }

    private long extended(int id, int participant, long atNs) {
        double turnedLeftDeg = Math.toDegrees(Math.IEEEremainder(-road.headingRad(participant, atNs), 2 * Math.PI));
        return put(0, 7, 8, id)
                | put(1, 7, 11, steps(0, 0.01, -10))
                | put(2, 4, 9, steps(0, 0.01, -2.5))
                | put(3, 2, 3, CAR)
                | put(4, 7, 10, steps(turnedLeftDeg, 0.4, -180))
                | put(6, 7, 8, steps(RingRoad.LENGTH_M, 0.2, 0))
                | put(7, 7, 8, steps(RingRoad.WIDTH_M, 0.2, 0));
    }

    private static long steps(double quantity, double step, double offset) {
        return Math.round((quantity - offset) / step);
    }

    private static long put(int octet, int topBit, int lengthBits, long field) {
        if (field < 0 || field >>> lengthBits != 0) {
            throw new IllegalArgumentException(field + " does not fit " + lengthBits + " bits");
        }
        return field << (Long.SIZE - (octet * Byte.SIZE + 7 - topBit) - lengthBits);
    }

    private static void line(StringBuilder lines, int id, int lengthBytes, long word) {
        lines.append('t');
        digits(lines, (long) id << (Long.SIZE - 3 * DIGIT_BITS), 3);
        lines.append(lengthBytes);
        digits(lines, word, 2 * lengthBytes);
        lines.append('\r');
    }

    private static void digits(StringBuilder lines, long leftAligned, int count) {
        for (int i = 1; i <= count; i++) {
            int digit = (int) (leftAligned >>> (Long.SIZE - i * DIGIT_BITS)) & 15;
            lines.append(Character.toUpperCase(Character.forDigit(digit, 16)));
        }
    }
}
