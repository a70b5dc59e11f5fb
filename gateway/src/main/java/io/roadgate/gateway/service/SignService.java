package io.roadgate.gateway.service;

import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.dayone.ReferenceLinkList;
import io.roadgate.v2x.dayone.ReferencePath;
import io.roadgate.v2x.dayone.ReferencePathList;
import io.roadgate.v2x.daytwo.RTSData;
import io.roadgate.v2x.daytwo.RTSList;
import io.roadgate.v2x.daytwo.RoadSideInformation;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.units.WireUnits;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * In-vehicle signs: speed limits of the map and of the centre, and closed lanes, as RTS in static RSI, once a second.
 *
 * <p>Lanes under the same sign share an RTS, up to eight paths each; each names its links and lanes, and draws its paths.
 * A limit of the centre takes the place of the signed one while it holds, a closed lane has no limit but the sign that it
 * is closed. When an order begins or ends the signs go out at once. Numbers are kept while signs stay.
 *
 * <p>A closed lane has no number in the list of signs that we could check: it is sent as a text sign ({@code closedSign}
 * 0) with the text "lane closed".
 *
 * <p><b>Source:</b> RTS of T/CSAE 53; sign 85 speed limit of GB 5768.2-2009; period 1 s of static RSI by an RSU
 * requirement text after YD/T 3709; the text of a limit is its km/h.
 */
final class SignService implements RoadService {
    static final List<Setting> SETTINGS = List.of(
            Setting.duration("every", "1s", "100ms", "1s", "period of signs, with MAP; YD/T 3709: 1 s"),
            Setting.integer("limitSign", 85, 0, 65_535, "number of the speed limit sign, GB 5768.2-2009"),
            Setting.integer("closedSign", 0, 0, 65_535, "number of the sign for a closed lane; 0 = text"),
            Setting.integer("priority", 1, 0, 7, "level in the messages; YD/T 3709: static information 48 of 255"));

    private static final int KIND_CLOSED = -1;
    private static final int MOST_IDS = 256;
    private static final int MOST_SIGNS = 4; // of eight paths each: what one packet on the air takes
    private static final int MOST_POINTS = 8;
    private static final int TEXTS = 512;
    private static final double KMH = 3.6;

    private final ServiceGround ground;
    private final ServiceOutputs outputs;
    private final LaneWriter writer;
    private final Cadence cadence;
    private final int limitSign;
    private final int closedSign;
    private final UnsafeBuffer priority;
    private final String[] texts = new String[TEXTS];
    private boolean[] isDone = new boolean[0];
    private int toldRevision = -1;

    SignService(ServiceContext context) {
        ground = context.ground();
        outputs = context.outputs();
        writer = new LaneWriter(ground, context.plane());
        cadence = new Cadence(context.settings().durationNs("every"));
        limitSign = (int) context.settings().number("limitSign");
        closedSign = (int) context.settings().number("closedSign");
        int level = (int) context.settings().number("priority");
        priority = new UnsafeBuffer(new byte[] {(byte) WireUnits.priorityOctet(level)});
        for (int kmh = 0; kmh < TEXTS; kmh++) {
            texts[kmh] = Integer.toString(kmh);
        }
        onMapReplaced();
    }

    @Override
    public void onMapReplaced() {
        writer.onMapReplaced();
        isDone = new boolean[ground.map().laneCount()];
    }

    @Override
    public void onSweep(RoadPicture picture, long nowNs) {
        if (toldRevision != ground.controls().revision()) {
            toldRevision = ground.controls().revision();
            cadence.hurry();
        }
        if (isDone.length == 0 || !cadence.isDue(nowNs)) {
            return;
        }
        for (int lane = 0; lane < isDone.length; lane++) {
            isDone[lane] = !ground.map().kind(lane).isCarriageway();
        }
        RTSList signs = null;
        for (int lane = 0; lane < isDone.length; lane++) {
            if (isDone[lane]) {
                continue;
            }
            RTSData sign = signs == null || signs.count() == MOST_SIGNS ? null : signs.add();
            if (sign == null) {
                finish(signs, nowNs);
                signs = begin(nowNs);
                sign = signs.add();
            }
            write(lane, sign, nowNs);
        }
        finish(signs, nowNs);
    }

    private void finish(RTSList signs, long nowNs) {
        if (signs != null) {
            outputs.toAll(0, nowNs, nowNs + cadence.periodNs());
        }
    }

    private RTSList begin(long nowNs) {
        RoadSideInformation rsi = outputs.begin(MessageKind.RSI, RoadSideInformation.class);
        rsi.msgCnt(outputs.nextCount(MessageKind.RSI)).moy(WireTime.minuteOfYear(nowNs));
        rsi.id().idAsLong(outputs.rsuId());
        outputs.place().writeTo(rsi.refPos());
        return rsi.useRtss();
    }

    /** What stands at a lane: its limit in whole km/h, or that it is closed. */
    private int signOf(int lane) {
        if (ground.controls().isClosed(lane)) {
            return KIND_CLOSED;
        }
        float ordered = ground.controls().limitMps(lane);
        double limitMps = Float.isNaN(ordered) ? ground.map().speedLimitMps(lane) : ordered;
        return (int) Math.min(TEXTS - 1, Math.round(limitMps * KMH));
    }

    private void write(int first, RTSData out, long nowNs) {
        SiteMap map = ground.map();
        int sign = signOf(first);
        // The first lane under a sign gives it a number that stays while the lanes do.
        out.rtsId(map.laneId(first) % MOST_IDS).signType(sign == KIND_CLOSED ? closedSign : limitSign);
        out.useDescription().useTextString().set(sign == KIND_CLOSED ? "lane closed" : texts[sign]);
        out.useTimeDetails().startTime(WireTime.minuteOfYear(nowNs));
        out.usePriority().set(priority, 0, 1);
        writer.place(first, 0, outputs.place(), out.useSignPos());
        ReferencePathList paths = out.useReferencePaths();
        ReferenceLinkList links = out.useReferenceLinks();
        for (int lane = first; lane < isDone.length && paths.count() < ReferencePathList.MAX_COUNT; lane++) {
            if (!isDone[lane] && signOf(lane) == sign) {
                isDone[lane] = true;
                ReferencePath path = paths.add();
                writer.path(lane, MOST_POINTS, outputs.place(), path.activePath());
                path.pathRadius(WireUnits.radiusWire((float) map.widthM(lane) / 2));
                writer.link(lane, links.add());
            }
        }
    }
}
