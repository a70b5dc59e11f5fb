package io.roadgate.sensor.etc;

import org.agrona.DirectBuffer;

/**
 * The card files inside frames.
 *
 * <p>File 0015 says who issued the card to which vehicle, file 0019 where and when it entered and what it passed.
 *
 * <p>Source: etc-rsu.md, section 3, "0015" and "0019".
 */
enum EtcFile {
    /** File 0015; since version 0x40 with one byte of colour and the vehicle class. */
    ISSUE(
            EtcFile.ISSUE_HEAD + " plate:t12 userType:u1 plateColor:u1 vehicleClass:u1",
            EtcFile.ISSUE_HEAD + " plate:t12 userType:u1 plateColor:u2") {
        @Override
        boolean isOlder(DirectBuffer buffer, int base, EtcEdition edition) {
            return (buffer.getByte(base + VERSION_AT) & 0xFF) < VERSION_WITH_CLASS;
        }
    },

    /** File 0015 up to the end of its validity, as some readers give it. */
    ISSUE_SHORT(EtcFile.ISSUE_HEAD, EtcFile.ISSUE_HEAD) {
        @Override
        boolean isOlder(DirectBuffer buffer, int base, EtcEdition edition) {
            return false;
        }
    },

    /** File 0019. */
    PASSAGE(
            EtcFile.PASSAGE_HEAD + " " + EtcFile.PASSAGE_ENTRY + " " + EtcFile.PASSAGE_2019,
            EtcFile.PASSAGE_HEAD + " " + EtcFile.PASSAGE_ENTRY + " " + EtcFile.PASSAGE_OLD) {
        @Override
        boolean isOlder(DirectBuffer buffer, int base, EtcEdition edition) {
            return isOlderPassage(buffer, base, edition);
        }
    },

    /** File 0019 without its first three bytes, as the newer C6 carries it. */
    PASSAGE_TAIL(
            EtcFile.PASSAGE_ENTRY + " " + EtcFile.PASSAGE_2019, EtcFile.PASSAGE_ENTRY + " " + EtcFile.PASSAGE_OLD) {
        @Override
        boolean isOlder(DirectBuffer buffer, int base, EtcEdition edition) {
            return isOlderPassage(buffer, base - PASSAGE_HEAD_BYTES, edition);
        }
    };

    /** Bytes of file 0019 that the newer C6 leaves out. */
    static final int PASSAGE_HEAD_BYTES = 3;

    private static final String ISSUE_HEAD =
            "issuer:i8 cardType:u1 cardVersion:u1 network:x2 cardNo:x8 start:x4 end:x4";
    private static final String PASSAGE_HEAD = "appType:u1 recordLen:u1 locked:u1";
    private static final String PASSAGE_ENTRY =
            "entryNetwork:x2 entryStation:x2 entryLane:u1 entryTime:u4 vehicleClass:u1 state:u1";
    private static final String PASSAGE_2019 =
            "gantryHex:x3 gantryTime:u4 plate:t12 plateColor:u1 axles:u1 weightKg:u3 vehicleStatus:u1 feeSumFen:u4";
    private static final String PASSAGE_OLD = "markStations:x9 operator:x3 shift:u1 plate:t12 -4";
    private static final int VERSION_AT = 9;
    private static final int VERSION_WITH_CLASS = 0x40;
    private static final int PLATE_AT_2019 = 21;
    private static final int PLATE_AT_OLD = 27;

    private final EtcLayout newer;
    private final EtcLayout older;

    EtcFile(String newer, String older) {
        this.newer = new EtcLayout(0, newer);
        this.older = new EtcLayout(0, older);
    }

    abstract boolean isOlder(DirectBuffer buffer, int base, EtcEdition edition);

    /** Bytes, the same in all forms. */
    int length() {
        return newer.fixedLength();
    }

    /** The form that these bytes have. */
    EtcLayout layout(DirectBuffer buffer, int base, EtcEdition edition) {
        return isOlder(buffer, base, edition) ? older : newer;
    }

    /** Both forms have the same length; the place of the plate tells them apart. */
    private static boolean isOlderPassage(DirectBuffer buffer, int base, EtcEdition edition) {
        return switch (edition) {
            case NEW -> false;
            case OLD -> true;
            case AUTO ->
                !EtcText.isPlateStart(buffer, base + PLATE_AT_2019)
                        && EtcText.isPlateStart(buffer, base + PLATE_AT_OLD);
        };
    }
}
