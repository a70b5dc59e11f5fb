package io.roadgate.sensor.device;

import io.roadgate.sensor.camera.CameraProto.CameraClass;
import io.roadgate.sensor.camera.CameraProto.CameraFrame;
import io.roadgate.sensor.camera.CameraProto.CameraObject;
import io.roadgate.sensor.driver.DeviceGauge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What one device sends, one row for each row of {@link DriverKind}.
 *
 * @param settings of the driver.
 * @param prelude what a link begins with, once.
 * @param unit the bytes of one whole message, list or passage; it may be sent again and again.
 * @param frames how many frames of the device's protocol that is.
 * @param records how many records come of it.
 * @param stepNs time between units.
 * @param isLean whether reading it allocates nothing; the readers of JSON and XML documents do allocate (camera.md).
 * @param heard what has been made of it so far; counts up.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DriverSample(
        Map<String, String> settings,
        byte[] prelude,
        byte[] unit,
        int frames,
        int records,
        long stepNs,
        boolean isLean,
        ToLongFunction<DriverRig> heard) {
    private static final Map<DriverKind, DriverSample> ROWS = rows();

    /** The row of a driver, {@code null} when somebody forgot to add one. */
    static DriverSample of(DriverKind kind) {
        return ROWS.get(kind);
    }

    private DriverSample(Map<String, String> settings, byte[] unit, int frames, int records, long stepNs) {
        this(settings, new byte[0], unit, frames, records, stepNs, true, rig -> rig.sink.committedCount());
    }

    private DriverSample allocating(String prelude) {
        return new DriverSample(settings, text(prelude), unit, frames, records, stepNs, false, heard);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<DriverKind, DriverSample> rows() {
        Map<DriverKind, DriverSample> rows = new EnumMap<>(DriverKind.class);
        rows.put(
                DriverKind.ARS408,
                new DriverSample(
                        Map.of("configure", "false"),
                        text("t20184020800010F40000\rt60A401006410\rt60B8155784136C20C294\rt60C7155392929660C8\r"
                                + "t60D815578FA100001709\r"),
                        5,
                        1,
                        75_000_000));
        rows.put(
                DriverKind.NANORADAR,
                new DriverSample(
                        Map.of(),
                        text("t60A402006400\rt60B8155784136C20C294\rt60B8165AA36980200176\r"),
                        3,
                        2,
                        75_000_000));
        rows.put(
                DriverKind.DBC,
                new DriverSample(
                        Map.of(), text("t500401640000\rt501807B80BC80070EE01\rt502407912E02\r"), 3, 1, 75_000_000));
        rows.put(DriverKind.CAMERA, new DriverSample(Map.of("clockTolerance", "10s"), cameraFrame(), 1, 1, 0));
        rows.put(
                DriverKind.CAMERA_DAWNLINE,
                new DriverSample(
                                Map.of("clockTolerance", "10s"),
                                text(
                                        "[{\"dev_pos\":{\"lat\":29.7,\"lon\":106.6},\"content\":[{\"ptcType\":1,\"ptcId\":7,"
                                                + "\"timeStamp\":" + DriverRig.START_NS / 1_000_000
                                                + ",\"pos_lat\":29.7001,\"pos_lon\":106.6002,\"heading\":90.0,\"speed\":12.5}]}]"),
                                1,
                                1,
                                0)
                        .allocating(""));
        rows.put(
                DriverKind.CAMERA_DAHUA,
                new DriverSample(
                                Map.of("http", "none"),
                                text("{\"Code\":\"TrafficJunction\",\"Data\":{\"CountInGroup\":1,\"GroupID\":0,"
                                        + "\"IndexInGroup\":1,\"Object\":{\"ObjectType\":\"Plate\",\"Text\":\"渝A12345\","
                                        + "\"Confidence\":204}}}"),
                                1,
                                1,
                                0)
                        .allocating(""));
        rows.put(
                DriverKind.CAMERA_HIKVISION,
                new DriverSample(Map.of(), text(hikvisionPart()), 1, 1, 0)
                        .allocating("HTTP/1.1 200 OK\r\nContent-Type: multipart/mixed; boundary=boundary\r\n\r\n"));
        rows.put(
                DriverKind.RSU,
                // A BSM whose second mark says "unknown", behind its length and before its CRC.
                new DriverSample(
                        Map.of("framing", "length2", "check", "crc16-modbus", "stream", "true", "repeatWithin", "0ms"),
                        HexFormat.of().parseHex(RSU_FRAME),
                        1,
                        1,
                        0));
        rows.put(
                DriverKind.ETC,
                new DriverSample(
                        Map.of("clockTolerance", "24h"), HexFormat.of().parseHex(ETC_PASSAGE), 4, 1, 10_000_000));
        rows.put(DriverKind.MMWAVE, new DriverSample(Map.of(), HexFormat.of().parseHex(MMWAVE_PACKET), 1, 1, 10_000));
        rows.put(
                DriverKind.GNSS,
                new DriverSample(
                        Map.of("siteAlarmM", "1000", "clockTolerance", "1h"),
                        text("$GNGGA,160000.00,2942.00000,N,10636.00000,E,4,18,0.7,280.00,M,-30.00,M,,*55\r\n"),
                        1,
                        1,
                        1_000_000));
        rows.put(
                DriverKind.ULTRASONIC,
                new DriverSample(
                        Map.of("settle", "0ms", "repeatEvery", "10ms"),
                        HexFormat.of().parseHex("ff038486"),
                        1,
                        1,
                        100_000_000));
        rows.put(
                DriverKind.TILT,
                // Roll 0.5 degrees: no record, a gauge.
                new DriverSample(
                        Map.of("averageOver", "0ms"),
                        new byte[0],
                        HexFormat.of().parseHex("55535b0000000000800c8f"),
                        1,
                        0,
                        100_000_000,
                        true,
                        rig -> rig.driver.gauges().get(DeviceGauge.ROLL) > 0 ? 1 : 0));
        rows.put(
                DriverKind.SIGNAL,
                new DriverSample(
                        Map.of("format", "json"),
                        text("{\"intersection\":1,\"phases\":[{\"id\":1,\"light\":\"red\",\"remainingMs\":9}]}"),
                        1,
                        1,
                        1_000_000));
        return rows;
    }

    private static byte[] cameraFrame() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            CameraFrame.newBuilder()
                    .setSchemaVersion(1)
                    .setCameraId("cam-1")
                    .setFrameNumber(1)
                    .setCapturedAtNs(DriverRig.START_NS)
                    .addObjects(CameraObject.newBuilder()
                            .setTrackId(1)
                            .setParticipantClass(CameraClass.CAMERA_CLASS_CAR)
                            .setEastM(10)
                            .setNorthM(20))
                    .build()
                    .writeDelimitedTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String hikvisionPart() {
        String alert = "<EventNotificationAlert version=\"2.0\"><dateTime>2025-11-24T16:00:00Z</dateTime>"
                + "<eventType>ANPR</eventType><eventState>active</eventState><ANPR><licensePlate>A12345</licensePlate>"
                + "<confidenceLevel>97</confidenceLevel></ANPR></EventNotificationAlert>";
        return "--boundary\r\nContent-Type: application/xml\r\nContent-Length: " + alert.length() + "\r\n\r\n" + alert
                + "\r\n";
    }

    // A BSM near the site whose second mark is 65535, unknown.
    private static final String RSU_FRAME =
            "0024000e086a298946c68626dfffe8ebebb45558ce090894398e642636e1ded6c00c04ca0e0093ea";

    /** B2, B3, B4 and B5 of one passage, in the BCC dialect. */
    private static final String ETC_PASSAGE =
            "ffff18b202ec1eef00d6d8c7ec5001000100405001833475453171202001012030010150013567501885510395100000"
                    + "1fffffff28b302ec1eef00d3e54131323334350000000000040100002f120f0402001b00000500000000000000000000"
                    + "000000000000000000000000000000000000000000000000000000000000000000000000000000000000edffffff48b4"
                    + "02ec1eef00000000c350d6d8c7ec500100011750500116442506822246382020010120300101d3e54131323334350000"
                    + "0000000401aa290050011201046924f8700103500a016924fe0000d3e5413132333435000000000402000000fe010000"
                    + "0b2200013a0000a8ffffff58b502ec1eef002025112500000700001b590079090000bf9adcda26fb6924fe00010100bb"
                    + "ff";

    /** One target with its height, index and presence. */
    private static final String MMWAVE_PACKET =
            "020104030605080700020603e000000043680a000100000063000000010000000400000000000000f203000070000000"
                    + "0700000000004040000020420000803f0000003f000020c1000000000000000000000040000000000000803e00000000"
                    + "00000000000000000000000017b7d139000000000000000000000000000000006f12833a000000000000000000000000"
                    + "00000000cdcccc3d00002040cdcc4c3ff30300000200000007fef40300000c000000070000003333f33f9a99993efd03"
                    + "000004000000010000000f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f";
}
