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
    /** A camera message that was found whole and does not parse. */
    CAMERA_MALFORMED("camera-malformed", "camera message that cannot be read"),
    /** Something a camera tells that this gateway does not use: its own alarms, say. */
    CAMERA_UNUSED("camera-unused", "camera message of a kind not used here"),
    /** A device's clock that is suddenly elsewhere. */
    CLOCK_JUMP("clock-jump", "clock of the device jumped, measured anew"),
    /** A device that has answered clock probes and no longer does. */
    CLOCK_UNANSWERED("clock-unanswered", "clock probe without an answer"),
    /** An HTTP request that the device did not grant: wrong path, user or password. */
    HTTP_REFUSED("http-refused", "HTTP request refused by the device"),
    /** A datagram that is not a message of the configured set. */
    UPER_MALFORMED("uper-malformed", "datagram that is not a V2X message"),
    /** A V2X message that this gateway does not use. */
    UPER_UNUSED("uper-unused", "V2X message of a kind not used here"),
    /** A V2X message that is well formed and cannot be true. */
    UPER_REJECTED("uper-rejected", "V2X message with impossible content"),
    /** A V2X message longer than any radio carries. */
    UPLINK_OVERLONG("uplink-overlong", "V2X message too long to hand on"),
    /** Bytes of an ETC antenna's stream that look like no frame. */
    ETC_GARBLED("etc-garbled", "ETC bytes outside any frame"),
    /** An ETC frame whose check character or CRC is wrong. */
    ETC_CHECK("etc-check", "ETC frame with a wrong check"),
    /** A map that the RSU hands on. */
    RELAYED_MAP("relayed-map", "MAP that the RSU hands on, not used here"),
    /** Signal phases that the RSU hands on. */
    RELAYED_SPAT("relayed-spat", "SPAT that the RSU hands on, not used here"),
    /** Roadside information that the RSU hands on. */
    RELAYED_RSI("relayed-rsi", "RSI that the RSU hands on, not used here"),
    /** Roadside safety messages that the RSU hands on. */
    RELAYED_RSM("relayed-rsm", "RSM that the RSU hands on, not used here"),
    /** Payment messages of vehicles. */
    RELAYED_VPM("relayed-vpm", "VPM of a vehicle, not used here"),
    /** Bytes between the frames of an RSU. */
    RSU_GARBLED("rsu-garbled", "RSU bytes outside any frame"),
    /** A frame of an RSU cut off by the end of its datagram, a pause or a lost link. */
    RSU_TRUNCATED("rsu-truncated", "RSU frame cut short"),
    /** A frame of an RSU whose check is wrong. */
    RSU_CHECK("rsu-check", "RSU frame with a wrong check"),
    /** A byte after an ETC escape that no escape allows. */
    ETC_ESCAPE("etc-escape", "ETC frame with a broken escape"),
    /** An ETC frame that is shorter or longer than its type says. */
    ETC_LENGTH("etc-length", "ETC frame of a wrong length"),
    /** An ETC frame type that no dialect knows. */
    ETC_UNKNOWN_TYPE("etc-unknown-type", "ETC frame of an unknown type"),
    /** An ETC frame that the antenna sent again because the answer was lost. */
    ETC_REPEATED("etc-repeated", "ETC frame sent again, its answer was lost"),
    /** ETC frames that the antenna counted and we never heard. */
    ETC_GAP("etc-gap", "ETC frames missing in the antenna's count"),
    /** An ETC antenna that did not answer the gateway's commands, asked as often as allowed. */
    ETC_NO_ANSWER("etc-no-answer", "ETC antenna does not answer"),
    /** An ETC antenna that reports a fault of its own. */
    ETC_DEVICE("etc-device", "ETC antenna reports a fault"),
    /** Commands of another controller on a line that the gateway controls. */
    ETC_RIVAL("etc-rival", "ETC antenna has another controller"),
    /** A command to an ETC antenna that the link did not take. */
    ETC_UNSENT("etc-unsent", "ETC command not sent, link down or busy"),
    /** An ETC transaction that began and never ended. */
    ETC_UNFINISHED("etc-unfinished", "ETC transaction without a result"),
    /** Bytes of a TI radar's stream that belong to no packet. */
    MMWAVE_GARBLED("mmwave-garbled", "TI radar bytes outside any packet"),
    /** A TI radar packet cut off by the next one or by silence. */
    MMWAVE_TRUNCATED("mmwave-truncated", "TI radar packet cut short"),
    /** A TI radar packet whose lengths contradict each other, or an entry that cannot be true. */
    MMWAVE_MALFORMED("mmwave-malformed", "TI radar packet with impossible lengths or values"),
    /** A TI radar packet with another number of sections than it says; used all the same. */
    MMWAVE_MISCOUNTED("mmwave-miscounted", "TI radar packet that miscounts its sections"),
    /** An NMEA line without a checksum, or with a wrong one. */
    NMEA_CHECKSUM("nmea-checksum", "NMEA sentence with a missing or wrong checksum"),
    /** Bytes of a receiver's stream that are no sentence and no correction frame. */
    NMEA_NOISE("nmea-noise", "bytes between NMEA sentences"),
    /** An NMEA sentence whose checksum is right and whose fields cannot be read. */
    NMEA_MALFORMED("nmea-malformed", "NMEA sentence with unreadable fields"),
    /** Something that began like an RTCM 3 frame and failed its CRC. */
    RTCM_CRC("rtcm-crc", "RTCM frame with a wrong CRC"),
    /** The receiver's averaged place left the surveyed one. */
    SITE_OFFSET("site-offset", "averaged satellite fix is off the surveyed place"),
    /** A document of a signal controller that is not JSON of the documented form. */
    SIGNAL_MALFORMED("signal-malformed", "signal message that cannot be read"),
    /** A signal message that is well formed and cannot be true. */
    SIGNAL_REJECTED("signal-rejected", "signal message with impossible content"),
    /** Bytes of a point sensor's stream that belong to no frame. */
    POINT_GARBLED("point-garbled", "point sensor bytes outside any frame"),
    /** A point sensor's frame whose check is wrong. */
    POINT_CHECK("point-check", "point sensor frame with a wrong check"),
    /** A point sensor that was asked and did not answer. */
    POINT_UNANSWERED("point-unanswered", "point sensor does not answer"),
    /** A point sensor that answered with an error code. */
    POINT_REFUSED("point-refused", "point sensor refuses the question"),
    /** A measured value that the sensor cannot have measured. */
    POINT_REJECTED("point-rejected", "point sensor value out of range"),
    /** The inclination went beyond its limit. */
    TILT_EXCEEDED("tilt-exceeded", "inclination beyond its limit"),
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
