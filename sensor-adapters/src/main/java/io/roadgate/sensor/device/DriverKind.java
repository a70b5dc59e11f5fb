package io.roadgate.sensor.device;

import io.roadgate.sensor.camera.CameraDriver;
import io.roadgate.sensor.camera.DahuaDriver;
import io.roadgate.sensor.camera.DawnlineDriver;
import io.roadgate.sensor.camera.HikvisionDriver;
import io.roadgate.sensor.dbc.DbcDriver;
import io.roadgate.sensor.driver.CanDriver;
import io.roadgate.sensor.driver.CanPort;
import io.roadgate.sensor.driver.CanReply;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.etc.EtcAntennaDriver;
import io.roadgate.sensor.gnss.GnssDriver;
import io.roadgate.sensor.point.TiltDriver;
import io.roadgate.sensor.point.UltrasonicDriver;
import io.roadgate.sensor.radar.Ars408Driver;
import io.roadgate.sensor.radar.MmWaveDriver;
import io.roadgate.sensor.radar.NanoradarDriver;
import io.roadgate.sensor.rsu.RsuDriver;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.sensor.signal.SignalDriver;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every device that Roadgate can be wired to: one row each. */
public enum DriverKind {
    /** Radar. */
    ARS408("ars408", "Continental ARS408-21 radar on CAN", true, Ars408Driver.SETTINGS, Ars408Driver::new),
    /** Radar. */
    NANORADAR("nanoradar", "Nanoradar MR72 or MR76 radar on CAN", true, NanoradarDriver.SETTINGS, NanoradarDriver::new),
    /** Anything on CAN with a DBC. */
    DBC(
            "dbc",
            "any device on CAN, by its DBC and a mapping file",
            true,
            DbcDriver.SETTINGS,
            DbcDriver::new,
            DbcDriver::check),
    /** Camera. */
    CAMERA("camera", "edge camera, protobuf over TCP", false, CameraDriver.SETTINGS, CameraDriver::new),
    /** Edge box of OpenV2X. */
    CAMERA_DAWNLINE(
            "camera-dawnline",
            "edge box, OpenV2X dawnline JSON over TCP or UDP",
            false,
            DawnlineDriver.SETTINGS,
            DawnlineDriver::new),
    /** Dahua camera. */
    CAMERA_DAHUA(
            "camera-dahua",
            "Dahua ITC/ANPR camera, TrafficJunction events over HTTP or plain JSON",
            false,
            DahuaDriver.SETTINGS,
            DahuaDriver::new),
    /** Hikvision camera. */
    CAMERA_HIKVISION(
            "camera-hikvision",
            "Hikvision ANPR camera, ISAPI alerts over HTTP",
            false,
            HikvisionDriver.SETTINGS,
            HikvisionDriver::new),
    /** Roadside unit. */
    RSU("rsu", "roadside unit, UPER messages over UDP", false, RsuDriver.SETTINGS, RsuDriver::new),
    /** Toll antenna. */
    ETC(
            "etc",
            "ETC antenna: listens beside its lane controller, or controls it",
            false,
            EtcAntennaDriver.SETTINGS,
            context -> new EtcAntennaDriver(context),
            EtcAntennaDriver::check),
    /** Radar. */
    MMWAVE("mmwave", "TI mmWave radar, data port", true, MmWaveDriver.SETTINGS, MmWaveDriver::new),
    /** Satellite receiver. */
    GNSS("gnss", "satellite receiver, NMEA 0183 and RTCM 3", false, GnssDriver.SETTINGS, GnssDriver::new),
    /** Point sensor. */
    ULTRASONIC(
            "ultrasonic",
            "ultrasonic occupancy of a bay or barrier",
            true,
            UltrasonicDriver.SETTINGS,
            UltrasonicDriver::new),
    /** Point sensor. */
    TILT("tilt", "inertial inclination of a gantry or bridge", false, TiltDriver.SETTINGS, TiltDriver::new),
    /** Signal controller. */
    SIGNAL("signal", "signal controller, SPAT in UPER or JSON", false, SignalDriver.SETTINGS, SignalDriver::new);

    private final String key;
    private final String meaning;
    private final boolean isMounted;
    private final List<Setting> settings;
    private final Function<DriverContext, SensorDriver> constructor;
    private final BiFunction<DriverContext, CanReply, CanDriver> canConstructor;
    private final Function<Settings, List<String>> check;

    /** A row for a device with a wire of its own. */
    DriverKind(
            String key,
            String meaning,
            boolean isMounted,
            List<Setting> settings,
            Function<DriverContext, SensorDriver> constructor) {
        this(key, meaning, isMounted, settings, constructor, values -> List.of());
    }

    /** A row for a device with a wire of its own, some of whose settings must go together. */
    DriverKind(
            String key,
            String meaning,
            boolean isMounted,
            List<Setting> settings,
            Function<DriverContext, SensorDriver> constructor,
            Function<Settings, List<String>> check) {
        this.key = key;
        this.meaning = meaning;
        this.isMounted = isMounted;
        this.settings = List.copyOf(settings);
        this.constructor = constructor;
        this.canConstructor = null;
        this.check = check;
    }

    /** A row for a device on a CAN bus, which may have others on it. */
    DriverKind(
            String key,
            String meaning,
            boolean isMounted,
            List<Setting> settings,
            BiFunction<DriverContext, CanReply, CanDriver> canConstructor) {
        this(key, meaning, isMounted, settings, canConstructor, values -> List.of());
    }

    /** A row for a device on a CAN bus that reads files of its own, checked before the start. */
    DriverKind(
            String key,
            String meaning,
            boolean isMounted,
            List<Setting> settings,
            BiFunction<DriverContext, CanReply, CanDriver> canConstructor,
            Function<Settings, List<String>> check) {
        this.key = key;
        this.meaning = meaning;
        this.isMounted = isMounted;
        this.settings =
                Stream.concat(settings.stream(), CanPort.SETTINGS.stream()).toList();
        this.constructor = context -> {
            CanPort port = new CanPort(context.canFraming(), context.settings(), context.faults(), context.reply());
            return port.add(canConstructor.apply(context, port));
        };
        this.canConstructor = canConstructor;
        this.check = check;
    }

    /** Name in the site file. */
    public String key() {
        return key;
    }

    /** The device in words. */
    public String meaning() {
        return meaning;
    }

    /** Whether it measures from where it hangs, so that the site file must say where that is. */
    public boolean isMounted() {
        return isMounted;
    }

    /** Keys that the site file may set for it. */
    public List<Setting> settings() {
        return settings;
    }

    /** What is wrong with settings that are good each by itself: files, and what must go together; empty = nothing. */
    public List<String> check(Settings values) {
        return check.apply(values);
    }

    /** Whether it is a device on a CAN bus, so that several may share a wire. */
    public boolean isCan() {
        return canConstructor != null;
    }

    /** A new driver for one device of a shared bus; only where {@link #isCan}. */
    public CanDriver createOn(CanPort port, DriverContext context) {
        return canConstructor.apply(context, port);
    }

    /** A new driver for one device with a wire of its own. */
    public SensorDriver create(DriverContext context) {
        return constructor.apply(context);
    }
}
