package io.roadgate.gateway.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Three cars in a row before two radars and a camera; the site may be turned and moved. */
final class TinyScene {
    static final long EPOCH_MS = 1_767_225_600_000L;
    static final int DURATION_S = 5;
    private static final double[][] SENSORS = {{-60, 12, 100}, {70, -12, 260}, {-50, -10, 80}};
    private static final double[] CAR_EAST = {-40, -15, 10};
    private static final double[] CAR_NORTH = {0, 3.5, 0};
    private static final double[] CAR_MPS = {8, 7, 6};

    private final double turnRad;
    private final double shiftEastM;
    private final double shiftNorthM;

    TinyScene(double turnDeg, double shiftEastM, double shiftNorthM) {
        turnRad = StrictMath.toRadians(turnDeg);
        this.shiftEastM = shiftEastM;
        this.shiftNorthM = shiftNorthM;
    }

    /** A line and when it arrives. */
    record Line(long ta, String text) {}

    double east(double e, double n) {
        return e * StrictMath.cos(turnRad) + n * StrictMath.sin(turnRad) + shiftEastM;
    }

    double north(double e, double n) {
        return n * StrictMath.cos(turnRad) - e * StrictMath.sin(turnRad) + shiftNorthM;
    }

    double[] back(double e, double n) {
        double x = e - shiftEastM;
        double y = n - shiftNorthM;
        return new double[] {
            x * StrictMath.cos(turnRad) - y * StrictMath.sin(turnRad),
            y * StrictMath.cos(turnRad) + x * StrictMath.sin(turnRad)
        };
    }

    Path writeMap(Path directory) throws IOException {
        StringBuilder text = new StringBuilder(
                "{\"epoch_ms\":" + EPOCH_MS + ",\"duration_s\":" + DURATION_S
                        + ",\"origin\":{\"lat\":29.5,\"lon\":106.5,\"alt\":240},"
                        + "\"m_per_deg\":{\"lat\":110850,\"lon\":96900},\"zones\":[],\"approaches\":[],\"roi\":[],\"sensors\":[");
        String[] ids = {"R1", "R2", "C1"};
        for (int i = 0; i < ids.length; i++) {
            double[] s = SENSORS[i];
            text.append(String.format(
                    Locale.ROOT,
                    "%s{\"id\":\"%s\",\"kind\":\"%s\",\"e\":%.6f,\"n\":%.6f,\"h\":6,\"bore\":%.9f,%s}",
                    i == 0 ? "" : ",",
                    ids[i],
                    i < 2 ? "radar" : "camera",
                    east(s[0], s[1]),
                    north(s[0], s[1]),
                    s[2] + StrictMath.toDegrees(turnRad),
                    i < 2
                            ? "\"near\":{\"rmax\":70,\"half_fov\":60},\"far\":{\"rmax\":250,\"half_fov\":9},\"clutter_per_frame\":1.5"
                            : "\"rmax\":130,\"half_fov\":40,\"small_rmax\":75"));
        }
        text.append("],\"lanes\":[{\"id\":\"a_0\",\"edge\":\"a\",\"fn\":\"normal\",\"speed\":14,\"width\":9,")
                .append("\"veh\":true,\"ped\":false,\"shape\":[")
                .append(String.format(
                        Locale.ROOT,
                        "[%.6f,%.6f],[%.6f,%.6f]",
                        east(-200, 1.75),
                        north(-200, 1.75),
                        east(200, 1.75),
                        north(200, 1.75)))
                .append("]}]}");
        return Files.writeString(directory.resolve("map-" + turnRad + shiftEastM + ".json"), text);
    }

    /** The frames in the order of arrival; delays are drawn from {@code delaySeed}, noise always alike. */
    List<Line> lines(long delaySeed) {
        Random noise = new Random(5);
        Random delay = new Random(delaySeed);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < SENSORS.length; i++) {
            int everyMs = i < 2 ? 72 : 50;
            int seq = 0;
            for (long ms = 20L + 7L * i; ms < (DURATION_S - 1) * 1_000L; ms += everyMs) {
                long tm = EPOCH_MS + ms;
                long ta = tm + (i < 2 ? 10 + delay.nextInt(15) : 80 + delay.nextInt(120));
                lines.add(new Line(ta, frame(i, ta, tm, seq++, noise)));
            }
        }
        lines.sort(Comparator.comparingLong(Line::ta));
        return lines;
    }

    private String frame(int sensor, long ta, long tm, int seq, Random noise) {
        StringBuilder d = new StringBuilder();
        for (int car = 0; car < CAR_EAST.length; car++) {
            double e = CAR_EAST[car] + CAR_MPS[car] * (tm - EPOCH_MS) * 1e-3;
            double n = CAR_NORTH[car];
            double x = e - SENSORS[sensor][0];
            double y = n - SENSORS[sensor][1];
            double r = StrictMath.sqrt(x * x + y * y);
            double az = StrictMath.toDegrees(StrictMath.atan2(x, y)) - SENSORS[sensor][2];
            d.append(car == 0 ? "" : ",");
            if (sensor < 2) {
                double echo = 0.35 * 4.6 * Math.abs(x) / r;
                d.append(String.format(
                        Locale.ROOT,
                        "{\"r\":%.6f,\"az\":%.6f,\"rr\":%.6f,\"rcs\":10}",
                        r - echo + 0.2 * noise.nextGaussian(),
                        az + 0.2 * noise.nextGaussian(),
                        CAR_MPS[car] * x / r + 0.05 * noise.nextGaussian()));
            } else {
                double ce = e + 0.2 * noise.nextGaussian();
                double cn = n + 0.2 * noise.nextGaussian();
                d.append(String.format(
                        Locale.ROOT,
                        "{\"e\":%.6f,\"n\":%.6f,\"cls\":\"car\",\"conf\":0.9,\"l\":4.6,\"w\":1.8}",
                        east(ce, cn),
                        north(ce, cn)));
            }
        }
        String[] ids = {"R1", "R2", "C1"};
        return "{\"ta\":" + ta + ",\"tm\":" + tm + ",\"s\":\"" + ids[sensor] + "\",\"k\":\""
                + (sensor < 2 ? "radar" : "cam") + "\",\"seq\":" + seq + ",\"d\":[" + d + "]}";
    }
}
