package io.roadgate.sensor.camera;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects the participants of one dawnline message and deals them out as pictures, one for each time stamp.
 *
 * <p>Fields: {@code ptcType}, a word or a number of ParticipantType, says car, bicycle or pedestrian (a motor vehicle of
 * {@link #TRUCK_M} or more is taken for a truck); {@code ptcId} is the track, else {@code global_track_id}; {@code pos_lat},
 * {@code pos_lon} in degrees; {@code speed} m/s along {@code heading} degrees; width, length, height in metres; {@code
 * timeStamp} in milliseconds since 1970. A participant without a place, and the RSU itself, is none.
 *
 * <p>Source: camera.md, "What the real ones send"; ParticipantType of T/CSAE 53.
 */
final class DawnlinePictures implements FieldHandler {
    private static final double TRUCK_M = 6;
    private static final double E7 = 1e7;
    private static final long NS_PER_MS = 1_000_000L;
    private static final double FASTEST_MPS = 120;
    private static final long LATEST_MS = Long.MAX_VALUE / NS_PER_MS;

    private final CameraPicture picture = new CameraPicture();
    private final List<Participant> participants = new ArrayList<>();
    private Participant next = new Participant();
    private int frameNumber;
    private boolean hasContent;

    void begin() {
        participants.clear();
        next = new Participant();
        hasContent = false;
    }

    boolean isDawnline() {
        return hasContent;
    }

    @Override
    public void onField(String path, String value) {
        if (!path.startsWith("content.")) {
            hasContent |= path.startsWith("dev_pos");
            return;
        }
        hasContent = true;
        switch (path.substring("content.".length())) {
            case "ptcType" -> next.type = value;
            case "ptcId" -> next.trackId = CameraWords.whole(value);
            case "global_track_id" -> next.globalId = value;
            case "timeStamp" -> next.timeMs = CameraWords.whole(value);
            case "pos_lat" -> next.latDeg = CameraWords.number(value);
            case "pos_lon" -> next.lonDeg = CameraWords.number(value);
            case "heading" -> next.headingDeg = CameraWords.number(value);
            case "speed" -> next.speedMps = CameraWords.number(value);
            case "width" -> next.widthM = CameraWords.number(value);
            case "length" -> next.lengthM = CameraWords.number(value);
            case "height" -> next.heightM = CameraWords.number(value);
            default -> {
                // secMark repeats timeStamp; source and lane have no place in an observation.
            }
        }
    }

    @Override
    public void onEnd(String path) {
        if (path.equals("content")) {
            if (!next.isRsu()) {
                participants.add(next);
            }
            next = new Participant();
        }
    }

    /** Gives each picture; a fixed time, if it is not 0, takes the place of the box's own. */
    void forEach(long fixedAtNs, Consumer<CameraPicture> taker) {
        if (participants.isEmpty()) {
            // Nothing in sight: that is worth telling, but the message then has no time of its own.
            if (fixedAtNs != 0) {
                beginPicture(fixedAtNs);
                taker.accept(picture);
            }
            return;
        }
        participants.sort(Comparator.comparingLong(participant -> participant.timeMs));
        int at = 0;
        while (at < participants.size()) {
            long timeMs = participants.get(at).timeMs;
            beginPicture(fixedAtNs != 0 ? fixedAtNs : timeMs > LATEST_MS ? 0 : timeMs * NS_PER_MS);
            while (at < participants.size() && (fixedAtNs != 0 || participants.get(at).timeMs == timeMs)) {
                participants.get(at++).writeTo(picture);
            }
            picture.end();
            taker.accept(picture);
        }
    }

    private void beginPicture(long atNs) {
        picture.begin();
        picture.frameNumber = ++frameNumber;
        picture.capturedAtNs = atNs;
    }

    private static final class Participant {
        private String type = "";
        private long trackId;
        private String globalId = "";
        private long timeMs;
        private double latDeg = Double.NaN;
        private double lonDeg = Double.NaN;
        private double headingDeg = Double.NaN;
        private double speedMps = Double.NaN;
        private double widthM = Double.NaN;
        private double lengthM = Double.NaN;
        private double heightM = Double.NaN;

        private boolean isRsu() {
            return type.equals("4") || type.equals("rsu");
        }

        private void writeTo(CameraPicture out) {
            int row = out.addObject();
            if (row < 0) {
                return;
            }
            out.trackId[row] = trackId != 0 ? (int) trackId : globalId.hashCode();
            out.classCode[row] = classCode();
            if (!Double.isNaN(latDeg) && !Double.isNaN(lonDeg)) {
                out.place(row, Math.round(latDeg * E7), Math.round(lonDeg * E7));
            }
            note(out, row, CameraPicture.WIDTH, widthM);
            note(out, row, CameraPicture.LENGTH, lengthM);
            note(out, row, CameraPicture.HEIGHT, heightM);
            out.isImpossible |= speedMps < 0 || speedMps > FASTEST_MPS;
            double headingRad = Math.toRadians(headingDeg);
            note(out, row, CameraPicture.HEADING, headingRad);
            note(out, row, CameraPicture.EAST_SPEED, speedMps == 0 ? 0 : speedMps * Math.sin(headingRad));
            note(out, row, CameraPicture.NORTH_SPEED, speedMps == 0 ? 0 : speedMps * Math.cos(headingRad));
        }

        private static void note(CameraPicture out, int row, int column, double value) {
            if (!Double.isNaN(value)) {
                out.number(row, column, value);
            }
        }

        private int classCode() {
            return switch (type) {
                case "1", "motor" -> lengthM >= TRUCK_M ? CameraWords.TRUCK : CameraWords.CAR;
                case "2", "non_motor" -> CameraWords.BICYCLE;
                case "3", "pedestrian" -> CameraWords.PEDESTRIAN;
                default -> CameraWords.UNKNOWN;
            };
        }
    }
}
