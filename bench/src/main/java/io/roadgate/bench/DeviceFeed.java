package io.roadgate.bench;

/** What feeds a path: one row per kind of device. */
public enum DeviceFeed {
    /** ARS408 object lists as SLCAN lines, up to 64 objects each. */
    RADAR,
    /** Camera frames in protobuf, all participants in each. */
    CAMERA,
    /** Basic safety messages in UPER, one participant each. */
    BSM
}
