package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.Coverage;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.message.Cadence;
import io.roadgate.gateway.message.WireClass;
import io.roadgate.gateway.message.WirePlace;
import io.roadgate.gateway.track.Courses;
import io.roadgate.gateway.track.TrackTable;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.v2x.dayone.AccelerationSet4Way;
import io.roadgate.v2x.dayone.BasicVehicleClass;
import io.roadgate.v2x.dayone.ParticipantData;
import io.roadgate.v2x.daytwo.DetectedObstacleData;
import io.roadgate.v2x.daytwo.DetectedPTCData;
import io.roadgate.v2x.daytwo.EquipmentType;
import io.roadgate.v2x.daytwo.Polygon;
import io.roadgate.v2x.daytwo.SensorSharingMsg;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireConfidence;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.units.WireUnits;
import java.util.List;

/**
 * Sensor data sharing: every 100 ms the road users and obstacles that others can use, how well they are known, and the
 * ground that our sensors see now, as SSM.
 *
 * <p>Within use is: taken for real with enough certainty, placed well enough, seen lately, and near enough. What does not
 * fit into one message goes into the next one of the same instant. When nothing is on the road the message still says
 * which ground was seen: that it is empty is worth as much.
 *
 * <p><b>Source:</b> T/CSAE 157, sensor data sharing; message SSM of the day2 set.
 */
final class SensorSharingService implements RoadService {
    static final List<Setting> SETTINGS = List.of(
            Setting.number("rangeM", 300, 20, 2_000, "farther from the site than this is not told"),
            Setting.number("leastExistence", 0.8, 0, 1, "less certain tracks are not told; project default"),
            Setting.number("positionSigmaM", 3, 0.1, 50, "tracks placed worse than this are not told, 1 sigma"),
            Setting.duration("seenWithin", "1s", "100ms", "10s", "tracks not seen for longer are not told"),
            Setting.integer("participantsPerMessage", 14, 1, 64, "more go into a message of their own"),
            Setting.integer("obstaclesPerMessage", 8, 1, 64, "more go into a message of their own"),
            Setting.number("radarRangeM", 170, 10, 1_000, "how far radars see"),
            Setting.number("radarHalfDeg", 45, 1, 180, "half the opening of radars"),
            Setting.number("cameraRangeM", 90, 5, 500, "how far cameras see"),
            Setting.number("cameraHalfDeg", 35, 1, 180, "half the opening of cameras"));

    private static final long PERIOD_NS = 100_000_000L;
    private static final long WORTH_NS = 500_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MOST_REGIONS = 8;
    private static final int MOST_NUMBER = 65_535;
    private static final double STANDING_MPS = 0.3;
    /** The wire's steps are 95 percent bounds, ours one sigma. */
    private static final float SIGMAS = 2;

    private final ServiceOutputs outputs;
    private final SitePlane plane;
    private final Coverage coverage;
    private final Cadence cadence = new Cadence(PERIOD_NS);
    private final double rangeM;
    private final double leastExistence;
    private final double positionSigmaM;
    private final long seenWithinNs;
    private final int mostParticipants;
    private final int mostObstacles;
    private final int[] participants = new int[TrackTable.CAPACITY];
    private final int[] obstacles = new int[TrackTable.CAPACITY];
    private final boolean[] isSilent;

    SensorSharingService(ServiceContext context) {
        outputs = context.outputs();
        plane = context.plane();
        rangeM = context.settings().number("rangeM");
        leastExistence = context.settings().number("leastExistence");
        positionSigmaM = context.settings().number("positionSigmaM");
        seenWithinNs = context.settings().durationNs("seenWithin");
        mostParticipants = context.settings().integer("participantsPerMessage");
        mostObstacles = context.settings().integer("obstaclesPerMessage");
        coverage = new Coverage(
                context.config().sensors(),
                context.settings().number("radarRangeM"),
                StrictMath.toRadians(context.settings().number("radarHalfDeg")),
                context.settings().number("cameraRangeM"),
                StrictMath.toRadians(context.settings().number("cameraHalfDeg")));
        isSilent = new boolean[coverage.count()];
    }

    @Override
    public void onLinkLost(int sensorId, long nowNs) {
        if (sensorId >= 1 && sensorId <= isSilent.length) {
            isSilent[sensorId - 1] = true;
        }
    }

    @Override
    public void onSweep(RoadPicture picture, long nowNs) {
        if (!cadence.isDue(nowNs)) {
            return;
        }
        TrackTable tracks = picture.tracks();
        int participantCount = 0;
        int obstacleCount = 0;
        long causedAtNs = 0;
        for (int i = 0; i < tracks.liveCount(); i++) {
            int slot = tracks.liveSlot(i);
            hear(tracks.sources(slot));
            if (isOfUse(picture, slot)) {
                causedAtNs = Math.max(causedAtNs, tracks.causedAtNs(slot));
                if (WireClass.obstacleType(tracks.participantClass(slot)) == WireClass.NO_OBSTACLE) {
                    participants[participantCount++] = slot;
                } else {
                    obstacles[obstacleCount++] = slot;
                }
            }
        }
        tell(picture, participantCount, obstacleCount, causedAtNs);
    }

    /** A sensor that is behind a track speaks again. */
    private void hear(int sensorBits) {
        for (int i = 0; i < isSilent.length && i < Integer.SIZE; i++) {
            isSilent[i] &= (sensorBits >>> i & 1) == 0;
        }
    }

    private boolean isOfUse(RoadPicture picture, int slot) {
        TrackTable tracks = picture.tracks();
        double eastM = picture.eastM(slot);
        double northM = picture.northM(slot);
        return tracks.isConfirmed(slot)
                && tracks.existence(slot) >= leastExistence
                && tracks.positionSigmaM(slot) <= positionSigmaM
                && picture.nowNs() - tracks.seenAtNs(slot) <= seenWithinNs
                && eastM * eastM + northM * northM <= rangeM * rangeM;
    }

    private void tell(RoadPicture picture, int participantCount, int obstacleCount, long causedAtNs) {
        int participant = 0;
        int obstacle = 0;
        int region = 0;
        boolean isFirst = true;
        while (isFirst || participant < participantCount || obstacle < obstacleCount || nextArea(region) >= 0) {
            isFirst = false;
            SensorSharingMsg message = begin(picture.nowNs());
            for (int n = 0; n < mostParticipants && participant < participantCount; n++) {
                write(picture, participants[participant++], message);
            }
            for (int n = 0; n < mostObstacles && obstacle < obstacleCount; n++) {
                writeObstacle(picture, obstacles[obstacle++], message);
            }
            for (int n = 0; n < MOST_REGIONS && nextArea(region) >= 0; n++) {
                region = nextArea(region);
                write(region++, message);
            }
            outputs.toAll(causedAtNs, picture.nowNs(), picture.nowNs() + WORTH_NS);
        }
    }

    private int nextArea(int from) {
        for (int sensor = from; sensor < coverage.count(); sensor++) {
            if (coverage.isArea(sensor) && !isSilent[sensor]) {
                return sensor;
            }
        }
        return -1;
    }

    private SensorSharingMsg begin(long nowNs) {
        SensorSharingMsg message = outputs.begin(MessageKind.SSM, SensorSharingMsg.class);
        message.msgCnt(outputs.nextCount(MessageKind.SSM))
                .equipmentType(EquipmentType.RSU)
                .secMark(WireTime.secMark(nowNs));
        message.id().idAsLong(outputs.rsuId());
        outputs.place().writeTo(message.sensorPos());
        return message;
    }

    private void write(int sensor, SensorSharingMsg message) {
        Polygon polygon = (message.hasDetectedRegion() ? message.detectedRegion() : message.useDetectedRegion()).add();
        for (int corner = 0; corner < Coverage.CORNERS; corner++) {
            outputs.place()
                    .writeOffset(
                            plane.latE7(coverage.northM(sensor, corner)),
                            plane.lonE7(coverage.eastM(sensor, corner)),
                            WireUnits.UNKNOWN,
                            polygon.add());
        }
    }

    private void write(RoadPicture picture, int slot, SensorSharingMsg message) {
        TrackTable tracks = picture.tracks();
        DetectedPTCData out = (message.hasParticipants() ? message.participants() : message.useParticipants()).add();
        int code = tracks.participantClass(slot);
        double speedMps = tracks.speedMps(slot);
        ParticipantData ptc = out.ptc();
        ptc.ptcType(WireClass.participantType(code))
                .ptcId(1 + tracks.trackId(slot) % MOST_NUMBER)
                .source(coverage.sourceOf(tracks.sources(slot)))
                .secMark(WireTime.secMark(picture.nowNs()))
                .speed(WireUnits.speedWire((float) speedMps))
                .heading(WireUnits.headingWire(courseRad(tracks, slot)));
        if (tracks.temporaryId(slot) != 0) {
            ptc.useId().idAsLong(tracks.temporaryId(slot));
        }
        writePlace(picture, slot, ptc);
        ptc.useMotionCfd()
                .speedCfd(WireConfidence.speedStep(SIGMAS * (float) tracks.speedSigmaMps(slot)))
                .headingCfd(headingStep(tracks, slot));
        if (!Double.isNaN(tracks.accelMps2(slot))) {
            writeAcceleration(tracks, slot, ptc.useAccelSet());
        }
        ptc.size()
                .width(WireUnits.vehicleWidthWire(tracks.widthM(slot)))
                .length(WireUnits.vehicleLengthWire(tracks.lengthM(slot)));
        if (WireClass.vehicleClass(code) != BasicVehicleClass.UNKNOWN_VEHICLE_CLASS) {
            ptc.useVehicleClass().classification(WireClass.vehicleClass(code));
        }
        out.detectedPTCType(WireClass.detectedType(code))
                .typeConfidence(WireUnits.confidenceWire((float) tracks.classShare(slot, code)))
                .tracking(followedS(picture, slot));
    }

    private void writePlace(RoadPicture picture, int slot, ParticipantData ptc) {
        double upM = picture.tracks().upM(slot);
        outputs.place()
                .writeOffset(
                        plane.latE7(picture.northM(slot)),
                        plane.lonE7(picture.eastM(slot)),
                        Double.isNaN(upM) ? WireUnits.UNKNOWN : plane.heightCm(upM),
                        ptc.pos());
        ptc.posConfidence().pos(WirePlace.confidence((float) picture.tracks().positionSigmaM(slot)));
    }

    private void writeObstacle(RoadPicture picture, int slot, SensorSharingMsg message) {
        TrackTable tracks = picture.tracks();
        DetectedObstacleData out = (message.hasObstacles() ? message.obstacles() : message.useObstacles()).add();
        int code = tracks.participantClass(slot);
        out.obsType(WireClass.obstacleType(code))
                .objTypeConfidence(WireUnits.confidenceWire((float) tracks.classShare(slot, code)))
                .obsId(1 + tracks.trackId(slot) % MOST_NUMBER)
                .source(coverage.sourceOf(tracks.sources(slot)))
                .secMark(WireTime.secMark(picture.nowNs()))
                .speed(WireUnits.speedWire((float) tracks.speedMps(slot)))
                .speedCfd(WireConfidence.speedStep(SIGMAS * (float) tracks.speedSigmaMps(slot)))
                .heading(WireUnits.headingWire(courseRad(tracks, slot)))
                .tracking(followedS(picture, slot));
        double upM = tracks.upM(slot);
        outputs.place()
                .writeOffset(
                        plane.latE7(picture.northM(slot)),
                        plane.lonE7(picture.eastM(slot)),
                        Double.isNaN(upM) ? WireUnits.UNKNOWN : plane.heightCm(upM),
                        out.pos());
        out.posConfidence().pos(WirePlace.confidence((float) tracks.positionSigmaM(slot)));
        out.size().width(sizeWire(picture.widthM(slot))).length(sizeWire(picture.lengthM(slot)));
    }

    private static void writeAcceleration(TrackTable tracks, int slot, AccelerationSet4Way out) {
        out.long_(WireUnits.accelWire((float) tracks.accelMps2(slot)))
                .lat(WireUnits.accelWire(Float.NaN))
                .vert(WireUnits.verticalAccelWire(Float.NaN))
                .yaw(WireUnits.yawRateWire(Float.NaN));
    }

    private static float courseRad(TrackTable tracks, int slot) {
        return tracks.speedMps(slot) > STANDING_MPS
                ? Courses.courseRad(tracks.eastMps(slot), tracks.northMps(slot))
                : tracks.headingRad(slot);
    }

    /** The course is as good as the part of the velocity's error that lies across it. */
    private static int headingStep(TrackTable tracks, int slot) {
        double speedMps = tracks.speedMps(slot);
        return speedMps > STANDING_MPS
                ? WireConfidence.headingStep(SIGMAS * (float) StrictMath.atan2(tracks.speedSigmaMps(slot), speedMps))
                : WireConfidence.headingStep(Float.NaN);
    }

    private static int followedS(RoadPicture picture, int slot) {
        long seconds = (picture.nowNs() - picture.tracks().bornAtNs(slot)) / SECOND_NS;
        return (int) Math.max(1, Math.min(MOST_NUMBER, seconds));
    }

    /** SizeValue: 10 cm, 0..1023. */
    private static int sizeWire(double metres) {
        return (int) Math.max(0, Math.min(1_023, Math.round(metres * 10)));
    }
}
