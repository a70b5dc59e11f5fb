package io.roadgate.sensor.frame;

/** Every way in which what a device sends can be wrong: one row each, counted per device and shown in every summary. */
public enum FrameFault {
    /** A text line of a serial CAN adapter that is not SLCAN. */
    SLCAN_GARBLED("slcan-garbled", "line that is not a serial CAN frame"),
    /** A datagram or stream that is not cannelloni. */
    CANNELLONI_GARBLED("cannelloni-garbled", "CAN datagram or stream that is not cannelloni"),
    /** Cannelloni datagrams that its sequence counted and we never saw. */
    CANNELLONI_LOST("cannelloni-lost", "CAN datagram missing in the sequence"),
    /** A piece that is not a frame as Linux holds it. */
    SOCKETCAN_GARBLED("socketcan-garbled", "piece that is not a SocketCAN frame"),
    /** A line of a log that is no frame. */
    CANDUMP_GARBLED("candump-garbled", "log line that is not a CAN frame"),
    /** The CAN controller left the bus. */
    CAN_BUS_OFF("can-bus-off", "CAN controller switched itself off: wiring, termination or bit rate"),
    /** The CAN controller may no longer speak up about errors. */
    CAN_ERROR_PASSIVE("can-error-passive", "CAN controller error-passive: many errors on the bus"),
    /** Any other error that the CAN controller reports. */
    CAN_ERROR("can-error", "other error reported by the CAN controller"),
    /** The CAN controller is back on the bus. */
    CAN_RESTARTED("can-restarted", "CAN controller restarted after bus-off"),
    /** The gateway could not take a CAN controller out of bus-off. */
    CAN_RESTART_FAILED(
            "can-restart-failed", "CAN controller not restarted by us: needs CAP_NET_ADMIN and restart-ms 0"),
    /** A CAN frame too short for what its id says it holds. */
    CAN_SHORT("can-short", "CAN frame shorter than its message"),
    /** A CAN id that the device's driver does not know. */
    CAN_UNKNOWN_ID("can-unknown-id", "CAN frame with an id foreign to the device"),
    /** A radar says that it is broken for good. */
    RADAR_DEFECT("radar-defect", "radar reports a persistent error: replace it"),
    /** A radar says that it is hindered for now. */
    RADAR_IMPAIRED("radar-impaired", "radar reports a temporary error, often dirt or snow"),
    /** A radar says that it is too hot or too cold. */
    RADAR_TEMPERATURE("radar-temperature", "radar outside its temperature range"),
    /** A radar says that its supply is too high or too low. */
    RADAR_VOLTAGE("radar-voltage", "radar's supply voltage out of range"),
    /** A radar says that another disturbs it. */
    RADAR_INTERFERENCE("radar-interference", "radar disturbed by another radar"),
    /** A radar's state is not what it was set to. */
    RADAR_MISCONFIGURED("radar-misconfigured", "radar sends something else than it was set to"),
    /** A radar list that ended before all its parts had come. */
    LIST_INCOMPLETE("list-incomplete", "radar list with missing parts"),
    /** Cycles that the radar counted and we never saw. */
    CYCLE_LOST("cycle-lost", "radar cycle missing in the counter"),
    /** Bytes of a camera stream that belong to no frame. */
    CAMERA_GARBLED("camera-garbled", "camera bytes outside any frame"),
    /** A camera frame cut off by a pause or a closed connection. */
    CAMERA_TRUNCATED("camera-truncated", "camera frame cut short"),
    /** A camera frame that is well formed and cannot be true. */
    CAMERA_REJECTED("camera-rejected", "camera frame with impossible content"),
    /** A datagram that is not a message of the configured set. */
    UPER_MALFORMED("uper-malformed", "datagram that is not a V2X message"),
    /** A V2X message that this gateway does not use. */
    UPER_UNUSED("uper-unused", "V2X message of a kind not used here"),
    /** A V2X message that is well formed and cannot be true. */
    UPER_REJECTED("uper-rejected", "V2X message with impossible content"),
    /** An ETC frame whose check character is wrong. */
    ETC_CHECK("etc-check", "ETC frame with a wrong check character"),
    /** A byte after an ETC escape that no escape allows. */
    ETC_ESCAPE("etc-escape", "ETC frame with a broken escape"),
    /** An ETC frame that is shorter or longer than its type says. */
    ETC_LENGTH("etc-length", "ETC frame of a wrong length"),
    /** An ETC frame type that no dialect knows. */
    ETC_UNKNOWN_TYPE("etc-unknown-type", "ETC frame of an unknown type"),
    /** An ETC transaction that began and never ended. */
    ETC_UNFINISHED("etc-unfinished", "ETC transaction without a result"),
    /** A measurement time that the site's clock excludes. */
    TIME_IMPLAUSIBLE("time-implausible", "measurement time far off the site clock"),
    /** Pieces (reads of a stream, datagrams) shed because the device sends faster than it is read: the oldest go. */
    TRANSPORT_OVERRUN("transport-overrun", "pieces shed, device faster than its reader"),
    /** Bytes of the pieces shed. */
    BYTES_SHED("bytes-shed", "bytes of the pieces shed"),
    /** A piece longer than the link's framing allows. */
    PIECE_OVERLONG("piece-overlong", "piece longer than the link's framing allows"),
    /** Bytes to the device that found its link busy: it takes them slower than we send. */
    REPLY_DROPPED("reply-dropped", "message to the device dropped, link busy"),
    /** The link was lost: unplugged, closed or reset. */
    LINK_LOST("link-lost", "link lost"),
    /** An observation that found its ring full. */
    RING_FULL("ring-full", "observation dropped, ring full");

    private final String label;
    private final String meaning;

    FrameFault(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** Name in counters and summaries, lower case with hyphens. */
    public String label() {
        return label;
    }

    /** What happened, in words for a site engineer. */
    public String meaning() {
        return meaning;
    }
}
