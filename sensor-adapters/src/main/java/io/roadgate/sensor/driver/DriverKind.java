package io.roadgate.sensor.driver;

import io.roadgate.sensor.setting.Setting;
import java.util.List;
import java.util.function.Function;

/** Every device that Roadgate can be wired to: one row each. */
public enum DriverKind {
    /** Radar. */
    ARS408("ars408", "Continental ARS408-21 radar over SLCAN", Ars408Driver.SETTINGS, Ars408Driver::new),
    /** Camera. */
    CAMERA("camera", "edge camera, protobuf over TCP", CameraDriver.SETTINGS, CameraDriver::new),
    /** Roadside unit. */
    RSU("rsu", "roadside unit, UPER messages over UDP", RsuDriver.SETTINGS, RsuDriver::new),
    /** Toll antenna. */
    ETC("etc", "ETC antenna beside its lane controller, listening", EtcAntennaDriver.SETTINGS, EtcAntennaDriver::new);

    private final String key;
    private final String meaning;
    private final List<Setting> settings;
    private final Function<DriverContext, SensorDriver> constructor;

    DriverKind(String key, String meaning, List<Setting> settings, Function<DriverContext, SensorDriver> constructor) {
        this.key = key;
        this.meaning = meaning;
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

    /** Keys that the site file may set for it. */
    public List<Setting> settings() {
        return settings;
    }

    /** A new driver for one device. */
    public SensorDriver create(DriverContext context) {
        return constructor.apply(context);
    }
}
