package io.roadgate.gateway.counter;

/** The gateway's own counters: one row each. What is counted per sensor stands in {@code FrameFault}. */
public enum GatewayCounter {
    /** Records that fusion has polled. */
    FUSION_RECORDS("fusion-records", "records polled by fusion", false),
    /** Tracks alive now. */
    TRACKS_ALIVE("tracks-alive", "tracks alive now", false),
    /** Tracks ever confirmed. */
    TRACKS_CONFIRMED("tracks-confirmed", "tracks confirmed since the start", false),
    /** Tracks that found the table full. */
    TRACK_TABLE_FULL("track-table-full", "tracks not begun, table full", true),
    /** Records of a template that fusion does not know. */
    RECORD_UNKNOWN("record-unknown", "records of an unknown kind skipped by fusion", true),
    /** Observations not used because a number in them was no number. */
    OBSERVATION_REFUSED("observation-refused", "observations with impossible numbers", true),
    /** Hazard events raised. */
    HAZARDS_RAISED("hazards-raised", "hazard events raised", false),
    /** Toll records decided. */
    TOLLS_DECIDED("tolls-decided", "toll records decided", false),
    /** ETC transactions that cannot be priced. */
    TOLLS_UNPRICED("tolls-unpriced", "ETC transactions of a class without a tariff", true),
    /** ETC transactions that repeat one of the last minutes: not charged again. */
    TOLLS_DUPLICATE("tolls-duplicate", "ETC transactions seen before and not charged again", false),
    /** Outputs dropped because publishing did not drain its ring. */
    OUTBOUND_RING_FULL("outbound-ring-full", "outputs dropped, publish ring full", true),
    /** Records that the journal has lost because its ring was full. */
    JOURNAL_RING_FULL("journal-ring-full", "records not journalled, journal ring full", true),
    /** Toll records that waited in fusion for the journal ring. */
    TOLL_HELD("toll-held", "toll records held back by a full journal ring", false),
    /** Downlinks dropped because fusion did not drain its ring. */
    INBOUND_RING_FULL("inbound-ring-full", "downlinks dropped, inbound ring full", true),
    /** Records in the journal. */
    JOURNAL_RECORDS("journal-records", "records journalled", false),
    /** Appends that the journal refused (no space, damage). */
    JOURNAL_REFUSED("journal-refused", "records refused by the journal", true),
    /** Orders of centres that were lost between two runs, or could not be kept for the next. */
    ORDERS_LOST("orders-lost", "orders not kept over a restart", true),
    /** Toll records made durable. */
    LEDGER_COMMITTED("ledger-committed", "toll records made durable", false),
    /** Commits of the ledger that failed and were tried again. */
    LEDGER_FAILED("ledger-failed", "ledger commits that failed", true),
    /** Toll records refused because their sequence number is taken by another record. */
    LEDGER_CONFLICTS("ledger-conflicts", "toll records refused, sequence number taken by another", true),
    /** Toll records that a centre has confirmed. */
    TOLLS_RECEIPTED("tolls-receipted", "toll records confirmed by the centre", false),
    /** Toll records sent again for want of a receipt. */
    TOLLS_REPEATED("tolls-repeated", "toll records sent again", false),
    /** Messages handed to MQTT. */
    MQTT_PUBLISHED("mqtt-published", "messages handed to MQTT", false),
    /** Messages that a broker acknowledged. */
    MQTT_ACKNOWLEDGED("mqtt-acknowledged", "messages acknowledged by the broker", false),
    /** Connections to a broker lost. */
    MQTT_LOST("mqtt-lost", "connections to the broker lost", true),
    /** Hazards whose time was over before a broker could take them. */
    HAZARDS_EXPIRED("hazards-expired", "hazards expired before they could be sent", true),
    /** Hazards pushed out of a full outbox. */
    HAZARDS_SHED("hazards-shed", "hazards dropped, outbox full", true),
    /** Road pictures dropped because the link was down or slow. */
    PICTURES_SHED("pictures-shed", "road pictures not sent, link down or slow", false),
    /** Messages that came down and could not be used. */
    DOWNLINK_REFUSED("downlink-refused", "downlink messages refused", true),
    /** Messages broadcast through the RSU. */
    RSU_SENT("rsu-sent", "messages sent to the RSU", false),
    /** Messages that the RSU's socket did not take. */
    RSU_REFUSED("rsu-refused", "messages the RSU link did not take", true),
    /** V2X messages of vehicles that came up from roadside units, beside their BSM. */
    V2X_UPLINKS("v2x-uplinks", "V2X messages from roadside units, beside BSM", false),
    /** Gauge: how far this machine's clock may be off UTC; -1 when nobody tells. */
    CLOCK_BOUND_NS("clock-bound-ns", "farthest that our clock may be off UTC, ns; -1 = unknown", false),
    /** Gauge: 1 while the clock is worse than allowed. */
    CLOCK_ALARM("clock-alarm", "1 while our clock is not as good as allowed", true),
    /** Site maps taken over from a centre. */
    MAPS_REPLACED("maps-replaced", "site maps replaced by a centre's MAP", false),
    /** MAP messages of a centre that are no good site map. */
    MAPS_REFUSED("maps-refused", "MAP messages refused as site map", true),
    /** Requests that the signal controller's socket did not take, and answers that are none. */
    CONTROLLER_REFUSED("controller-refused", "requests and answers that the controller link did not take", true),
    /** Signals, traffic and messages that found the connection down or busy. */
    SERVICES_SHED("services-shed", "service records dropped while the broker was away or slow", false),
    /** Messages of services that did not encode. */
    SERVICE_UNENCODED("service-unencoded", "messages of services with a value that the wire cannot hold", true),
    /** Messages from the air that services could not read. */
    SERVICE_UNDECODED("service-undecoded", "messages from the air that services cannot read", true),
    // Cooperation.
    /** VIR heard. */
    VIR_HEARD("vir-heard", "intentions and requests of vehicles heard", false),
    /** VIR without a place or from out of reach. */
    VIR_PLACE("vir-place", "intentions without a place, or from out of reach", true),
    /** VIR of another time. */
    VIR_TIME("vir-time", "intentions or requests of a time that is over or far off", true),
    /** VIR that contradict themselves or the road. */
    VIR_CONTRADICTION("vir-contradiction", "intentions that contradict themselves or the road", true),
    /** Requests for lanes that are not there. */
    VIR_LANE("vir-lane", "requests for a lane that the map does not have", true),
    /** VIR that found no room. */
    VIR_FULL("vir-full", "intentions or requests dropped, book full", true),
    /** PSM heard. */
    PSM_HEARD("psm-heard", "messages of people heard", false),
    /** PSM that cannot be used. */
    PSM_REFUSED("psm-refused", "messages of people without id, place or time", true),
    /** CLPMM heard. */
    CLPMM_HEARD("clpmm-heard", "messages of platoons heard", false),
    /** CLPMM that contradict what is known. */
    CLPMM_CONTRADICTION("clpmm-contradiction", "messages of platoons that contradict what is known", true),
    /** Advices begun. */
    ADVICE_OPENED("advice-opened", "vehicles asked for something", false),
    /** Advices done. */
    ADVICE_COMPLETED("advice-completed", "advices that were followed or are no longer needed", false),
    /** Advices withdrawn. */
    ADVICE_WITHDRAWN("advice-withdrawn", "advices withdrawn", false),
    /** Requests refused. */
    REQUESTS_REFUSED("requests-refused", "requests of vehicles that cannot be met", false),
    /** Advices or notices that found no room. */
    ADVICE_FULL("advice-full", "vehicles or lanes not told, desk full", true),
    /** Corrections too long for a message. */
    CORRECTION_REFUSED("correction-refused", "corrections too long for a message", true),

    /** Exceptions that ended in an agent's error handler. */
    AGENT_ERRORS("agent-errors", "exceptions in agents", true);

    private final String label;
    private final String meaning;
    private final boolean isFault;

    GatewayCounter(String label, String meaning, boolean isFault) {
        this.label = label;
        this.meaning = meaning;
        this.isFault = isFault;
    }

    /** Name in summaries and metrics. */
    public String label() {
        return label;
    }

    /** In words for a site engineer. */
    public String meaning() {
        return meaning;
    }

    /** Whether a number above zero is worth a look. */
    public boolean isFault() {
        return isFault;
    }
}
