package io.roadgate.gateway.cooperation;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.daytwo.PersonalCrossing;
import io.roadgate.v2x.daytwo.PersonalSafetyMessage;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.units.WireUnits;

/**
 * People who carry a device, by the newest PSM of each.
 *
 * <p><b>Shape:</b> columns by index 0..{@link #count()} - 1; metres from the site origin, m/s, course clockwise from
 * north.
 *
 * <p><b>Source:</b> module PSM of the day2 set.
 *
 * <p><b>Thread:</b> the fusion agent. Allocates nothing after construction.
 */
public final class PeopleBook {
    /** People at most. */
    public static final int CAPACITY = 128;

    private static final long SILENCE_NS = 2_000_000_000L;
    private static final int NONE = -1;

    private final SitePlane plane;
    private final Counters counters;
    private final double reachM;
    private final long toleranceNs;
    private final long[] ids = new long[CAPACITY];
    private final long[] heardAtNs = new long[CAPACITY];
    private final double[] eastM = new double[CAPACITY];
    private final double[] northM = new double[CAPACITY];
    private final double[] speedMps = new double[CAPACITY];
    private final double[] courseRad = new double[CAPACITY];
    private final int[] crossing = new int[CAPACITY];
    private int count;

    PeopleBook(SitePlane plane, Counters counters, double reachM, long toleranceNs) {
        this.plane = plane;
        this.counters = counters;
        this.reachM = reachM;
        this.toleranceNs = toleranceNs;
    }

    void onMessage(PersonalSafetyMessage message, long nowNs) {
        counters.increment(GatewayCounter.PSM_HEARD);
        long toldNs = WireTime.measuredAtNs(message.secMark(), nowNs);
        long atNs = toldNs == WireTime.UNKNOWN_NS ? nowNs : toldNs;
        int latE7 = WireUnits.latE7(message.pos().lat());
        int lonE7 = WireUnits.lonE7(message.pos().long_());
        long id = message.id().idAsLong();
        boolean isPlaced = latE7 != WireUnits.UNKNOWN
                && lonE7 != WireUnits.UNKNOWN
                && Math.abs(plane.eastM(lonE7)) <= reachM
                && Math.abs(plane.northM(latE7)) <= reachM;
        int at = id == 0 || !isPlaced || Math.abs(nowNs - atNs) > toleranceNs ? NONE : indexFor(id);
        if (at == NONE) {
            counters.increment(GatewayCounter.PSM_REFUSED);
            return;
        }
        heardAtNs[at] = nowNs;
        eastM[at] = plane.eastM(lonE7);
        northM[at] = plane.northM(latE7);
        float speed = WireUnits.speedMps(message.speed());
        speedMps[at] = Float.isNaN(speed) ? 0 : speed;
        courseRad[at] = WireUnits.headingRad(message.heading());
        crossing[at] = message.nonMotorData().hasPersonalReq()
                        && message.nonMotorData().personalReq().hasCrossing()
                ? message.nonMotorData().personalReq().crossing()
                : PersonalCrossing.UNAVAILABLE;
    }

    private int indexFor(long id) {
        for (int i = 0; i < count; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        if (count == CAPACITY) {
            return NONE;
        }
        ids[count] = id;
        return count++;
    }

    void sweep(long nowNs) {
        for (int i = count - 1; i >= 0; i--) {
            if (nowNs - heardAtNs[i] > SILENCE_NS) {
                int last = --count;
                ids[i] = ids[last];
                heardAtNs[i] = heardAtNs[last];
                eastM[i] = eastM[last];
                northM[i] = northM[last];
                speedMps[i] = speedMps[last];
                courseRad[i] = courseRad[last];
                crossing[i] = crossing[last];
            }
        }
    }

    /** People now. */
    public int count() {
        return count;
    }

    /** Temporary id of a device. */
    public long id(int index) {
        return ids[index];
    }

    /** Where it was. */
    public double eastM(int index) {
        return eastM[index];
    }

    /** Where it was. */
    public double northM(int index) {
        return northM[index];
    }

    /** How fast it moved; 0 when not told. */
    public double speedMps(int index) {
        return speedMps[index];
    }

    /** Where it headed; NaN when not told. */
    public double courseRad(int index) {
        return courseRad[index];
    }

    /** Arrival of its newest message. */
    public long heardAtNs(int index) {
        return heardAtNs[index];
    }

    /** PersonalCrossing. */
    public int crossing(int index) {
        return crossing[index];
    }
}
