package io.roadgate.sensor.camera;

import java.nio.charset.StandardCharsets;

/** One car in the report of a camera that takes its picture as it passes: a plate, and an object where it has a place. */
final class PlatePassage {
    String plate = "";
    int plateColour = CameraPicture.NO_COLOUR;
    float plateConfidence = Float.NaN;
    int trackId;
    int classCode;
    double latDeg = Double.NaN;
    double lonDeg = Double.NaN;
    long measuredAtNs;
    int frameNumber;

    boolean hasPlace() {
        return !Double.isNaN(latDeg) && !Double.isNaN(lonDeg);
    }

    /** Fills a picture that shows this car alone. */
    void writeTo(CameraPicture picture) {
        picture.begin();
        picture.frameNumber = frameNumber;
        picture.capturedAtNs = measuredAtNs;
        if (!plate.isEmpty()) {
            int row = picture.addPlate();
            byte[] utf8 = plate.getBytes(StandardCharsets.UTF_8);
            picture.plateText(row, utf8, 0, utf8.length);
            picture.plateColour[row] = plateColour;
            picture.plateTrackId[row] = trackId;
            picture.plateConfidence[row] = plateConfidence;
        }
        if (hasPlace()) {
            int row = picture.addObject();
            picture.trackId[row] = trackId;
            picture.classCode[row] = classCode;
            picture.place(row, Math.round(latDeg * 1e7), Math.round(lonDeg * 1e7));
            picture.plateNumber[row] = picture.plateCount;
        }
        picture.end();
    }
}
