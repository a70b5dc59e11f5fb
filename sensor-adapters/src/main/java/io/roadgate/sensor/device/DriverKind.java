package io.roadgate.sensor.device;

import io.roadgate.sensor.camera.CameraDriver;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.etc.EtcAntennaDriver;
import io.roadgate.sensor.gnss.GnssDriver;
import io.roadgate.sensor.point.TiltDriver;
import io.roadgate.sensor.point.UltrasonicDriver;
import io.roadgate.sensor.radar.Ars408Driver;
import io.roadgate.sensor.radar.MmWaveDriver;
import io.roadgate.sensor.rsu.RsuDriver;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.signal.SignalDriver;
import java.util.List;
import java.util.function.Function;

/** Every device that Roadgate can be wired to: one row each. */
public enum DriverKind {
    /** Radar. */
    ARS408("ars408", "Continental ARS408-21 radar over SLCAN", true, Ars408Driver.SETTINGS, Ars408Driver::new),
    /** Camera. */
    CAMERA("camera", "edge camera, protobuf over TCP", false, CameraDriver.SETTINGS, CameraDriver::new),
    /** Roadside unit. */
    RSU("rsu", "roadside unit, UPER messages over UDP", false, RsuDriver.SETTINGS, RsuDriver::new),
    /** Toll antenna. */
    ETC(
            "etc",
            "ETC antenna beside its lane controller, listening",
            false,
            EtcAntennaDriver.SETTINGS,
            EtcAntennaDriver::new),
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

    DriverKind(
            String key,
            String meaning,
            boolean isMounted,
            List<Setting> settings,
            Function<DriverContext, SensorDriver> constructor) {
        this.key = key;
        this.meaning = meaning;
        this.isMounted = isMounted;
        this.settings = List.copyOf(settings);
        this.constructor = constructor;
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

    /** A new driver for one device. */
    public SensorDriver create(DriverContext context) {
        return constructor.apply(context);
    }
}
