package io.roadgate.gateway.cooperation;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.daytwo.CLPMM;
import io.roadgate.v2x.daytwo.PersonalSafetyMessage;
import io.roadgate.v2x.daytwo.VehIntentionAndRequest;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageKind;

/**
 * What all cooperative services look at: the order on the lanes, the names of the lanes, and what vehicles and people have
 * told. Brought up to date once, before the services are called.
 *
 * <p><b>Thread:</b> the fusion agent.
 */
public final class Cooperation {
    private static final double REACH_M = 10_000;
    private static final long TOLERANCE_NS = 2_000_000_000L;
    private static final long USUAL_LIFE_NS = 5_000_000_000L;

    private final LaneOrder order = new LaneOrder();
    private final IntentionReader reader;
    private final IntentionBook intentions;
    private final PlatoonBook platoons;
    private final PeopleBook people;
    private LaneNames names;
    private RoadPicture picture;

    /** Nothing told yet. */
    public Cooperation(LaneNames names, SitePlane plane, long rsuId, Counters counters) {
        this.names = names;
        reader = new IntentionReader(plane, rsuId, REACH_M, TOLERANCE_NS, USUAL_LIFE_NS);
        reader.use(names);
        intentions = new IntentionBook(reader, counters);
        platoons = new PlatoonBook(counters);
        people = new PeopleBook(plane, counters, REACH_M, TOLERANCE_NS);
    }

    /** Takes a message of a kind that cooperation lives on; false = of another kind. */
    public boolean onUplink(MessageKind kind, FrameCodec codec, long nowNs, IntentionBook.RefusalHandler refusals) {
        switch (kind) {
            case VIR ->
                intentions.onMessage(codec.message(VehIntentionAndRequest.class), picture, order, nowNs, refusals);
            case CLPMM -> platoons.onMessage(codec.message(CLPMM.class), nowNs);
            case PSM -> people.onMessage(codec.message(PersonalSafetyMessage.class), nowNs);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Looks at a picture anew, before the services do. */
    public void onSweep(RoadPicture newPicture, LaneNames newNames) {
        picture = newPicture;
        if (names != newNames) {
            names = newNames;
            reader.use(names);
            intentions.onMapReplaced();
        }
        order.refresh(newPicture);
    }

    /** Forgets what is over, after the services have looked. */
    public void afterSweep(long nowNs) {
        intentions.sweep(nowNs);
        people.sweep(nowNs);
    }

    /** Who is ahead of whom. */
    public LaneOrder order() {
        return order;
    }

    /** Names of the lanes. */
    public LaneNames names() {
        return names;
    }

    /** What vehicles intend and ask for. */
    public IntentionBook intentions() {
        return intentions;
    }

    /** Platoons. */
    public PlatoonBook platoons() {
        return platoons;
    }

    /** People with devices. */
    public PeopleBook people() {
        return people;
    }
}
