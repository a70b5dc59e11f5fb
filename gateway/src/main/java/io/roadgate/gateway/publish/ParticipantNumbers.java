package io.roadgate.gateway.publish;

/** Numbers 1..255 for tracks on the air: a track keeps its number as long as it is in each picture. */
final class ParticipantNumbers {
    private static final int COUNT = 256;

    private final long[] trackIds = new long[COUNT];
    private final long[] seenInPicture = new long[COUNT];
    private long picture;

    /** A new picture begins: numbers of tracks that the last one did not have are free again. */
    void beginPicture() {
        for (int number = 1; number < COUNT; number++) {
            if (trackIds[number] != 0 && seenInPicture[number] != picture) {
                trackIds[number] = 0;
            }
        }
        picture++;
    }

    /** The track's number; 0 when all are taken. */
    int numberOf(long trackId) {
        int preferred = 1 + (int) (trackId % (COUNT - 1));
        int free = 0;
        for (int i = 0; i < COUNT - 1; i++) {
            int number = 1 + (preferred - 1 + i) % (COUNT - 1);
            if (trackIds[number] == trackId) {
                seenInPicture[number] = picture;
                return number;
            }
            if (trackIds[number] == 0 && free == 0) {
                free = number;
            }
        }
        if (free != 0) {
            trackIds[free] = trackId;
            seenInPicture[free] = picture;
        }
        return free;
    }
}
