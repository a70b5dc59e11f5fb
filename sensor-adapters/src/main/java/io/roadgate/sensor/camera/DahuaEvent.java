package io.roadgate.sensor.camera;

/**
 * Reads one event of a Dahua camera and keeps what a passage needs.
 *
 * <p>Fields of {@code Data}: {@code GroupID}, {@code CountInGroup}, {@code IndexInGroup}; {@code UTC} and {@code RealUTC} in
 * seconds, {@code UTCMS}; {@code Object} is the plate, with a confidence of 0..255; {@code Vehicle} or {@code NonMotor} the
 * participant; {@code FusionInfo} its place where {@code GpsPosValid} says so ({@code GpsPostion} is how the cameras spell
 * it). Places in the camera's own radar frame are not used: nothing says where that frame stands.
 *
 * <p>Source: camera.md, "What the real ones send"; a recorded {@code client.notifyEventStream} notice.
 */
final class DahuaEvent implements FieldHandler {
    /** Where the events are in a notice of the RPC. */
    static final String LIST = "params.eventList";

    private static final float FULL_CONFIDENCE = 255f;

    /** Called for each event that is complete. */
    private final Runnable onEvent;

    String code = "";
    long groupId;
    int countInGroup;
    int indexInGroup;
    long utcS;
    long utcMs;
    long realUtcS;
    PlatePassage passage = new PlatePassage();
    private double latDeg;
    private double lonDeg;
    private boolean isPlaceValid;

    DahuaEvent(Runnable onEvent) {
        this.onEvent = onEvent;
    }

    void begin() {
        code = "";
        groupId = 0;
        countInGroup = 0;
        indexInGroup = 0;
        utcS = 0;
        utcMs = 0;
        realUtcS = 0;
        passage = new PlatePassage();
        latDeg = Double.NaN;
        lonDeg = Double.NaN;
        isPlaceValid = false;
    }

    @Override
    public void onField(String path, String value) {
        String name = path.startsWith(LIST) ? path.substring(Math.min(path.length(), LIST.length() + 1)) : path;
        switch (name) {
            case "Code" -> code = value;
            case "Data.GroupID" -> groupId = CameraWords.whole(value);
            case "Data.CountInGroup" -> countInGroup = (int) CameraWords.whole(value);
            case "Data.IndexInGroup" -> indexInGroup = (int) CameraWords.whole(value);
            case "Data.UTC" -> utcS = CameraWords.whole(value);
            case "Data.UTCMS" -> utcMs = CameraWords.whole(value);
            case "Data.RealUTC" -> realUtcS = CameraWords.whole(value);
            case "Data.FrameSequence" -> passage.frameNumber = (int) CameraWords.whole(value);
            case "Data.Object.Text", "Data.NonMotor.Plate.Text" -> notePlate(value);
            case "Data.Object.Confidence" -> passage.plateConfidence = confidence(value);
            case "Data.TrafficCar.PlateColor" -> passage.plateColour = CameraWords.plateColour(value);
            case "Data.TrafficCar.PlateNumber" -> notePlate(value);
            case "Data.Vehicle.ObjectID", "Data.NonMotor.ObjectID" -> passage.trackId = (int) CameraWords.whole(value);
            case "Data.Vehicle.Category", "Data.NonMotor.Category" -> noteClass(value);
            case "Data.Vehicle.FusionInfo.GpsPosValid" -> isPlaceValid = CameraWords.whole(value) != 0;
            case "Data.Vehicle.FusionInfo.GpsPostion.Latitude", "Data.Vehicle.FusionInfo.GpsPosition.Latitude" ->
                latDeg = CameraWords.number(value);
            case "Data.Vehicle.FusionInfo.GpsPostion.Longitude", "Data.Vehicle.FusionInfo.GpsPosition.Longitude" ->
                lonDeg = CameraWords.number(value);
            default -> {
                // Lamps, seats, logos, pictures.
            }
        }
    }

    private void notePlate(String text) {
        passage.plate = passage.plate.isEmpty() ? text : passage.plate;
    }

    private void noteClass(String word) {
        int classCode = CameraWords.participantClass(word);
        passage.classCode = classCode == CameraWords.UNKNOWN ? passage.classCode : classCode;
    }

    private static float confidence(String value) {
        double told = CameraWords.number(value);
        return told >= 0 && told <= FULL_CONFIDENCE ? (float) (told / FULL_CONFIDENCE) : Float.NaN;
    }

    @Override
    public void onEnd(String path) {
        if (path.equals(LIST) || path.isEmpty()) {
            end();
        }
    }

    /** The event is complete. */
    void end() {
        if (!code.isEmpty()) {
            if (isPlaceValid) {
                passage.latDeg = latDeg;
                passage.lonDeg = lonDeg;
            }
            onEvent.run();
        }
        begin();
    }
}
