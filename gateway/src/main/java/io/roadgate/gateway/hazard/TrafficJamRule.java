package io.roadgate.gateway.hazard;

import io.roadgate.gateway.record.EventKind;
import io.roadgate.gateway.record.EvidenceQuantity;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/**
 * Many slow vehicles on a stretch of one carriageway, or of one lane where the map names no zones. Vehicles are taken in
 * their order along the road; of those on any stretch the slower seven tenths count (one lane may still flow). The
 * deciding number is their mean speed; the event lies at the tail of the queue, where the danger is. In a tunnel it is an
 * event of its own.
 *
 * <p><b>Source:</b> traffic jam warning, T/CSAE 53, without numbers. Five vehicles on 120 m below 4 m/s for 4 s is the
 * project's default; open roadside software has ten vehicles below 30 km/h, which stays loose.
 */
final class TrafficJamRule implements HazardRule {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("vehicles", 5, 2, 100, "on the stretch at least; project default for TJW"),
            Setting.number("belowMps", 4, 0.5, 30, "mean speed of the slower seven tenths, m/s"),
            Setting.number("looseMps", 7, 0.5, 30, "certainly below this is told, too, m/s"),
            Setting.number("stretchM", 120, 20, 1000, "length of the stretch, m"),
            EventTiming.dwell("3s", "project default for TJW"),
            EventTiming.endAfter("2500ms"),
            EventTiming.probable(0.5),
            EventTiming.certain(0.99));

    private static final double SLOWER_SHARE = 0.7;
    private static final double STILL_SHARE = 1.1; // a jam that flows again and stands again is two
    private static final double LEAST_SIGMA_MPS = 0.3;

    private final EventTiming timing;
    private final int vehicles;
    private final double belowMps;
    private final double looseMps;
    private final double stretchM;
    private final int[] slots = new int[TrackTable.CAPACITY];
    private final double[] alongM = new double[TrackTable.CAPACITY];
    private final double[] speeds = new double[TrackTable.CAPACITY];
    private int count;
    private int bestCount;
    private double bestMps;
    private double bestSigma;
    private int bestTail;
    private double meanSigma;

    TrafficJamRule(Settings settings) {
        timing = EventTiming.of(settings);
        vehicles = (int) settings.number("vehicles");
        belowMps = settings.number("belowMps");
        looseMps = settings.number("looseMps");
        stretchM = settings.number("stretchM");
    }

    @Override
    public void assessSite(RoadPicture picture, EventBook book) {
        ZonePlaces zones = picture.zones();
        for (int zone = 0; zone < zones.count(); zone++) {
            if (zones.isExpressway(zone)) {
                gather(picture, zone, true);
                judge(picture, book, zone);
            }
        }
        if (zones.isEmpty()) {
            int lanes = Math.min(picture.lanes().laneCount(), MOST_LANES);
            for (int lane = 0; lane < lanes; lane++) {
                if (picture.lanes().kind(lane).isCarriageway()
                        && picture.lanes().isContinued(lane)) {
                    gather(picture, lane, false);
                    judge(picture, book, MOST_ZONES + lane);
                }
            }
        }
    }

    private static final int MOST_ZONES = 64;
    private static final int MOST_LANES = 256;

    /** Collects the vehicles of a road, in their order along it. */
    private void gather(RoadPicture picture, int road, boolean isZone) {
        count = 0;
        for (int i = 0; i < picture.motorCount(); i++) {
            int slot = picture.motorSlot(i);
            boolean isHere = picture.tracks().isConfirmed(slot)
                    && (isZone ? picture.zones().expressway(slot) == road : picture.laneIndex(slot) == road);
            if (isHere) {
                insert(slot, isZone ? picture.zones().alongM(slot) : picture.alongM(slot));
            }
        }
    }

    private void insert(int slot, double along) {
        int at = count++;
        while (at > 0 && alongM[at - 1] > along) {
            alongM[at] = alongM[at - 1];
            slots[at] = slots[at - 1];
            at--;
        }
        alongM[at] = along;
        slots[at] = slot;
    }

    private void judge(RoadPicture picture, EventBook book, int road) {
        findBest(picture);
        int subject = EventBook.FIRST_PLACE + road;
        boolean isTunnel = bestCount > 0 && isInTunnel(picture, bestTail);
        tell(picture, book, isTunnel ? EventKind.TUNNEL_QUEUE : EventKind.TRAFFIC_JAM, subject, bestCount > 0);
        tell(picture, book, isTunnel ? EventKind.TRAFFIC_JAM : EventKind.TUNNEL_QUEUE, subject, false);
    }

    private void tell(RoadPicture picture, EventBook book, EventKind kind, int subject, boolean isThere) {
        if (!isThere && !book.isKnown(kind, subject, EventBook.NOBODY)) {
            return;
        }
        Finding found = book.find(kind, subject)
                .between(isThere ? bestTail : EventBook.NOBODY, EventBook.NOBODY)
                .probable(
                        isThere ? Normal.under(bestMps, belowMps, bestSigma) : 0,
                        isThere ? Normal.under(bestMps, looseMps, bestSigma) : 0)
                .still(isThere ? Normal.under(bestMps, belowMps * STILL_SHARE, bestSigma) : 0)
                .measured(bestMps, belowMps)
                .evidence(EvidenceQuantity.MEAN_SPEED, bestMps, bestSigma, belowMps)
                .evidence(EvidenceQuantity.VEHICLES, bestCount, 0, vehicles);
        if (isThere) {
            found.at(picture.eastM(bestTail), picture.northM(bestTail));
        }
        found.radiusM = stretchM;
        book.judge(found, timing);
    }

    private static boolean isInTunnel(RoadPicture picture, int slot) {
        int lane = picture.laneIndex(slot);
        return lane != SiteMap.NONE && picture.lanes().isTunnel(lane, picture.alongM(slot));
    }

    /** The stretch with the most slow vehicles; of equals the slowest. */
    private void findBest(RoadPicture picture) {
        bestCount = 0;
        bestMps = Double.NaN;
        for (int first = 0; first + vehicles <= count; first++) {
            int end = first;
            while (end < count && alongM[end] - alongM[first] < stretchM) {
                end++;
            }
            int there = end - first;
            if (there < vehicles) {
                continue;
            }
            int used = Math.max(vehicles, (int) (SLOWER_SHARE * there));
            double mean = meanOfSlowest(picture, first, there, used);
            // Of stretches that are a jam the one with most vehicles, else the slowest.
            boolean isJam = mean < belowMps;
            boolean wasJam = bestCount > 0 && bestMps < belowMps;
            boolean isBetter = bestCount == 0
                    || (isJam && !wasJam)
                    || (isJam && used > bestCount)
                    || (!isJam && !wasJam && mean < bestMps);
            if (isBetter) {
                bestCount = used;
                bestMps = mean;
                bestSigma = meanSigma;
                bestTail = tail(picture, first, there, speeds[used - 1]);
            }
        }
    }

    /** The first of the slow ones: who comes next runs into it. */
    private int tail(RoadPicture picture, int first, int there, double slowMps) {
        for (int i = first; i < first + there; i++) {
            if (picture.tracks().speedMps(slots[i]) <= slowMps) {
                return slots[i];
            }
        }
        return slots[first];
    }

    private double meanOfSlowest(RoadPicture picture, int first, int there, int used) {
        double variance = 0;
        for (int i = 0; i < there; i++) {
            int slot = slots[first + i];
            double speed = picture.tracks().speedMps(slot);
            int at = i;
            while (at > 0 && speeds[at - 1] > speed) {
                speeds[at] = speeds[at - 1];
                at--;
            }
            speeds[at] = speed;
            double sigma = picture.speedSigmaMps(slot);
            variance += sigma * sigma;
        }
        double sum = 0;
        for (int i = 0; i < used; i++) {
            sum += speeds[i];
        }
        meanSigma = Math.max(LEAST_SIGMA_MPS, Math.sqrt(variance) / there);
        return sum / used;
    }
}
