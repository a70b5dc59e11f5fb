package io.roadgate.sim.device;

import io.roadgate.sim.device.Ars408Frames.Entry;
import io.roadgate.sim.traffic.GroundTruth;
import io.roadgate.sim.traffic.Participant;
import io.roadgate.sim.traffic.ParticipantKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An ARS408-21 in object mode behind a serial CAN adapter.
 *
 * <p>It sees the middle of each participant's footprint, in the plane: it knows no height. Ids are its own and stay
 * with a participant while it is in view; the last list with an id says "deleted". Now and then a participant is
 * missed for one cycle and reported as predicted.
 *
 * <p>Source: {@code shared/sensors/ars408.md}; field of view ±60 degrees to 70 m and ±9 degrees to 250 m.
 */
public final class Ars408Emulator implements DeviceEmulator {
    private static final long CYCLE_NS = 72_000_000L;
    private static final long STATE_NS = 1_000_000_000L;
    private static final double NEAR_M = 70;
    private static final double NEAR_HALF_RAD = Math.toRadians(60);
    private static final double FAR_M = 250;
    private static final double FAR_HALF_RAD = Math.toRadians(9);
    private static final double DEAD_ZONE_M = 1;
    private static final int MOST_ENTRIES = 100;
    private static final int MOST_COUNTER = 0xFFFF;
    private static final double PLACE_SIGMA_M = 0.12;
    private static final double SPEED_SIGMA_MPS = 0.1;
    private static final double ACCEL_SIGMA_MPS2 = 0.1;
    private static final double MISSED = 0.01;
    private static final double STANDING_MPS = 0.2;
    private static final double CROSSING_RAD = Math.toRadians(45);

    private final String name;
    private final ByteLine line;
    private final double eastM;
    private final double northM;
    private final double boresightRad;
    private final Random random;
    private final FaultSwitch faults;
    private final Schedule cycle = new Schedule(CYCLE_NS);
    private final Schedule stateCycle = new Schedule(STATE_NS);
    private final Map<Integer, Integer> idsByParticipant = new TreeMap<>();
    private final boolean[] usedIds = new boolean[MOST_ENTRIES];
    private final AtomicLong framesSent = new AtomicLong();
    private int measCounter;

    /** A radar on a line, hung at a place of the site and looking along a boresight (clockwise from north). */
    public Ars408Emulator(String name, ByteLine line, double eastM, double northM, double boresightDeg, long seed) {
        this.name = name;
        this.line = line;
        this.eastM = eastM;
        this.northM = northM;
        this.boresightRad = Math.toRadians(boresightDeg);
        this.random = new Random(seed);
        this.faults = new FaultSwitch(name, Fault.GARBLED_LINE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() throws IOException {
        line.start();
    }

    @Override
    public long framesSent() {
        return framesSent.get();
    }

    @Override
    public Set<Fault> faults() {
        return faults.possible();
    }

    @Override
    public void inject(Fault fault) {
        faults.set(fault);
    }

    @Override
    public void close() {
        line.close();
    }

    @Override
    public void step(GroundTruth truth) {
        StringBuilder text = new StringBuilder();
        if (stateCycle.isDue(truth.atNs())) {
            append(text, Ars408Frames.STATE_ID, Ars408Frames.state());
        }
        if (cycle.isDue(truth.atNs())) {
            appendList(text, entries(truth));
        }
        if (faults.take(Fault.GARBLED_LINE)) {
            text.append("t60B8ZZ#?1\u007F5\r");
            framesSent.incrementAndGet();
        }
        if (text.length() > 0) {
            line.send(Slcan.bytes(text.toString()));
        }
    }

    /** Whether a place is in the field of view. */
    boolean sees(double placeEastM, double placeNorthM) {
        double rangeM = StrictMath.hypot(placeEastM - eastM, placeNorthM - northM);
        double offRad = Math.abs(StrictMath.IEEEremainder(
                StrictMath.atan2(placeEastM - eastM, placeNorthM - northM) - boresightRad, 2 * Math.PI));
        return rangeM > DEAD_ZONE_M
                && ((rangeM <= NEAR_M && offRad <= NEAR_HALF_RAD) || (rangeM <= FAR_M && offRad <= FAR_HALF_RAD));
    }

    private void appendList(StringBuilder text, List<Entry> entries) {
        append(text, Ars408Frames.STATUS_ID, Ars408Frames.status(entries.size(), measCounter));
        measCounter = (measCounter + 1) & MOST_COUNTER;
        entries.forEach(entry -> append(text, Ars408Frames.GENERAL_ID, Ars408Frames.general(entry)));
        entries.forEach(entry -> append(text, Ars408Frames.QUALITY_ID, Ars408Frames.quality(entry)));
        entries.forEach(entry -> append(text, Ars408Frames.EXTENDED_ID, Ars408Frames.extended(entry)));
    }

    private void append(StringBuilder text, int id, byte[] data) {
        text.append(Slcan.line(id, data));
        framesSent.incrementAndGet();
    }

    private List<Entry> entries(GroundTruth truth) {
        Map<Integer, Participant> present = new TreeMap<>();
        truth.participants().forEach(participant -> present.put(participant.id(), participant));
        List<Entry> entries = new ArrayList<>();
        for (Participant participant : present.values()) {
            if (sees(participant.eastM(), participant.northM())) {
                Integer known = idsByParticipant.get(participant.id());
                int id = known == null ? birth(participant.id()) : known;
                int detected = random.nextDouble() < MISSED ? Ars408Frames.PREDICTED : Ars408Frames.MEASURED;
                if (id >= 0) {
                    entries.add(entry(id, participant, known == null ? Ars408Frames.NEW : detected));
                }
            }
        }
        bury(present, entries);
        entries.sort(Comparator.comparingDouble(Ars408Emulator::rangeM));
        return entries;
    }

    private static double rangeM(Entry entry) {
        return StrictMath.hypot(entry.longM(), entry.latM());
    }

    private int birth(int participantId) {
        for (int id = 0; id < MOST_ENTRIES; id++) {
            if (!usedIds[id]) {
                usedIds[id] = true;
                idsByParticipant.put(participantId, id);
                return id;
            }
        }
        return -1;
    }

    /** Says "deleted" for those who left the view; their ids are free for the next list. */
    private void bury(Map<Integer, Participant> present, List<Entry> entries) {
        Iterator<Map.Entry<Integer, Integer>> known =
                idsByParticipant.entrySet().iterator();
        while (known.hasNext()) {
            Map.Entry<Integer, Integer> pair = known.next();
            Participant participant = present.get(pair.getKey());
            if (participant == null || !sees(participant.eastM(), participant.northM())) {
                if (participant != null) {
                    entries.add(entry(pair.getValue(), participant, Ars408Frames.DELETED));
                }
                usedIds[pair.getValue()] = false;
                known.remove();
            }
        }
    }

    private Entry entry(int id, Participant participant, int measState) {
        double aheadEast = StrictMath.sin(boresightRad);
        double aheadNorth = StrictMath.cos(boresightRad);
        double eastOffM = participant.eastM() - eastM;
        double northOffM = participant.northM() - northM;
        double turnRad = StrictMath.IEEEremainder(boresightRad - participant.headingRad(), 2 * Math.PI);
        double longMps = participant.eastMps() * aheadEast + participant.northMps() * aheadNorth;
        double latMps = -participant.eastMps() * aheadNorth + participant.northMps() * aheadEast;
        return new Entry(
                id,
                eastOffM * aheadEast + northOffM * aheadNorth + noise(PLACE_SIGMA_M),
                -eastOffM * aheadNorth + northOffM * aheadEast + noise(PLACE_SIGMA_M),
                longMps + noise(SPEED_SIGMA_MPS),
                latMps + noise(SPEED_SIGMA_MPS),
                participant.accelMps2() * StrictMath.cos(turnRad) + noise(ACCEL_SIGMA_MPS2),
                participant.accelMps2() * StrictMath.sin(turnRad) + noise(ACCEL_SIGMA_MPS2),
                dynProp(participant, turnRad),
                rcsDbm2(participant.kind()) + noise(1),
                measState,
                classCode(participant.kind()),
                Math.toDegrees(turnRad),
                participant.kind().lengthM(),
                participant.kind().widthM());
    }

    private double noise(double sigma) {
        return sigma * random.nextGaussian();
    }

    private static int dynProp(Participant participant, double turnRad) {
        if (participant.speedMps() < STANDING_MPS) {
            return Ars408Frames.STOPPED;
        }
        double offRad = Math.abs(turnRad);
        if (offRad < CROSSING_RAD) {
            return Ars408Frames.MOVING;
        }
        return offRad > Math.PI - CROSSING_RAD ? Ars408Frames.ONCOMING : Ars408Frames.CROSSING_MOVING;
    }

    /** Class enumeration; the radar knows no pedestrian and calls him a point. */
    private static int classCode(ParticipantKind kind) {
        return switch (kind) {
            case CAR, VAN -> 1;
            case TRUCK, BUS -> 2;
            case MOTORCYCLE -> 4;
            case BICYCLE -> 5;
            case PEDESTRIAN -> 0;
        };
    }

    private static double rcsDbm2(ParticipantKind kind) {
        return switch (kind) {
            case CAR, VAN -> 10;
            case TRUCK, BUS -> 20;
            case MOTORCYCLE -> 3;
            case BICYCLE -> -2;
            case PEDESTRIAN -> -6;
        };
    }
}
