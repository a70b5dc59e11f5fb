package io.roadgate.sensor.etc;

import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.frame.FaultCounts;
import io.roadgate.sensor.observation.RecordingSink;
import io.roadgate.sensor.setting.Settings;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** A driver in mode control, its antenna played by hand, in virtual time. */
final class EtcControlRig {
    /** An account card's file 0015, and a stored-value card's. */
    static final String ACCOUNT =
            "d6d8c7ec50010001 17 50 5001 1644250682224638 20200101 20300101" + "d3e541313233343500000000 00 04 01";

    static final String STORED = ACCOUNT.replace(" 17 50", " 16 50");
    static final String TAIL =
            "5001 1201 04 6924f870 01 03 500a01 6924fe00" + "d3e541313233343500000000 04 02 000000 ff 00000b22";
    static final String FILE_0019 = "aa29 00" + TAIL;
    static final String B0 = "b0 00 01 05 01 501101000123 02 a1 500217 0312 0000000000";
    static final String B2 =
            "00 d6d8c7ec50010001 00 40 5001833475453171 20200101 20300101" + "50013567501885510395 10 0000";
    static final String B3 = "00 d3e5413132333435 00000000 0004 01 00 002f 12 0f 04 02 001b 000005" + "00".repeat(52);
    static final String B4 = "00 00 0000c350" + ACCOUNT + FILE_0019 + "00 013a 0000";
    static final String B5 = "00 20251125 000007 00001b59 0079 09 0000bf9a dcda26fb 6924fe01 01 00";

    final FaultCounts faults = new FaultCounts();
    final RecordingSink sink;
    final EtcAntennaDriver driver;
    final EtcDialect dialect;
    boolean isBusy;
    boolean isSilent;
    long nowNs = DriverRig.START_NS;
    private final List<String> sent = new ArrayList<>();

    EtcControlRig(EtcDialect dialect, RecordingSink sink, EtcTariff tariff, String... settings) {
        this.dialect = dialect;
        this.sink = sink;
        Map<String, String> values = new TreeMap<>(Map.of("mode", "control", "dialect", dialect.key()));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        driver = new EtcAntennaDriver(
                new DriverContext(
                        7,
                        DriverRig.PLANE,
                        DriverRig.MOUNT,
                        new Settings(EtcAntennaDriver.SETTINGS, values),
                        sink,
                        faults,
                        (buffer, offset, length) -> {
                            if (!isBusy && !isSilent) {
                                byte[] bytes = new byte[length];
                                buffer.getBytes(offset, bytes);
                                sent.add(HexFormat.of().formatHex(bytes));
                            }
                            return !isBusy;
                        }),
                tariff);
    }

    static EtcControlRig of(EtcDialect dialect, String... settings) {
        return new EtcControlRig(dialect, new RecordingSink(), (mac, kind, user, axles) -> 950, settings);
    }

    /** A rig whose antenna has begun its work. */
    static EtcControlRig started(String... settings) {
        EtcControlRig rig = of(EtcDialect.BCC, settings);
        rig.driver.onLinkUp(rig.nowNs);
        rig.hear(0x08, B0);
        rig.sent();
        return rig;
    }

    /** The antenna says this; the number is its RSCTL of the BCC dialect. */
    EtcControlRig hear(int rsctl, String... fields) {
        int control = dialect == EtcDialect.LENGTH_CRC ? rsctl >> 4 : rsctl;
        byte[] bytes = new EtcBytes().of(dialect, control, fields).bytes();
        driver.onFrame(new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
        return this;
    }

    EtcControlRig afterMs(long ms) {
        for (long i = 0; i < ms; i++) {
            nowNs += 1_000_000;
            driver.onTick(nowNs);
        }
        return this;
    }

    /** What has been sent since the last call, as wire bytes. */
    List<String> sent() {
        List<String> since = List.copyOf(sent);
        sent.clear();
        return since;
    }

    /** The same as control byte, type and what follows the id: {@code "81 C1"}, {@code "80 C2 01"}. */
    List<String> sentShort() {
        List<String> since = new ArrayList<>();
        for (String hex : sent()) {
            EtcDecoded decoded = EtcDecoded.of(dialect, HexFormat.of().parseHex(hex));
            Map<String, Object> frame = decoded.frames.get(0);
            Object control = frame.getOrDefault("rsctl", frame.get("seq"));
            Object stop = frame.get("stopType");
            since.add(control + " " + frame.get("type") + (stop == null ? "" : " 0" + stop));
        }
        return since;
    }

    /** One frame as wire bytes in this rig's dialect; the number is RSCTL of the BCC dialect. */
    String wire(int rsctl, String... fields) {
        int control = dialect == EtcDialect.LENGTH_CRC ? (rsctl & 0xF) << 4 : rsctl;
        return HexFormat.of()
                .formatHex(new EtcBytes().of(dialect, control, fields).bytes());
    }
}
