package io.roadgate.sensor.etc;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.frame.FrameFault;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the table of layouts. */
class EtcLayoutTest {
    private static final String ID = "02ec1eef";
    private static final String ISSUER = "d6d8c7ec50010001";
    private static final String FILE_0015 =
            ISSUER + "16 30 5001 1644250682224638 20200101 20300101" + "d3e541313233343500000000 00 0004";
    private static final String ENTRY = "5001 1201 04 6924f870 01 03";
    private static final String FILE_0019 =
            "aa2900" + ENTRY + "500a01 6924fe00 d3e541313233343500000000 04 02 003c8c ff 00000b22";
    private static final String FILE_0019_OLD =
            "aa2900" + ENTRY + "010203040506070809 112233 02 d3e541313233343500000000 00000000";
    private static final String TIME = "20251125090037";

    private static FrameFault fault(int type, int length, int errorCode) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[400]);
        buffer.putByte(0, (byte) type);
        buffer.putByte(5, (byte) errorCode);
        return new EtcFrame().wrap(EtcDialect.BCC, 0x18, buffer, 0, length, EtcEdition.AUTO);
    }

    private static Map<String, Object> decode(EtcEdition edition, String... fields) {
        EtcDecoded decoded = EtcDecoded.of(
                EtcDialect.BCC, edition, new EtcBytes().frame(0x18, fields).bytes());
        assertThat(decoded.damage).isEmpty();
        assertThat(decoded.frames).hasSize(1);
        Map<String, Object> frame = decoded.frames.get(0);
        frame.keySet().removeAll(List.of("offset", "len", "rsctl", "type"));
        return frame;
    }

    private static Map<String, Object> decode(String... fields) {
        return decode(EtcEdition.AUTO, fields);
    }

    @ParameterizedTest
    @CsvSource({
        "B0,23 20 15",
        "B2,45 35 46 36",
        "B3,85 65",
        "B4,102 96 81",
        "B5,34 32 38 36",
        "C0,21 16",
        "C1,5 6",
        "C2,6",
        "C4,2",
        "C6,61 59",
        "4C,2"
    })
    void shouldKnowEachLengthOfEachType(String hex, String lengths) {
        int type = Integer.parseInt(hex, 16);
        List<String> known = List.of(lengths.split(" ", -1));
        for (int length = 1; length < 130; length++) {
            FrameFault expected = known.contains(Integer.toString(length)) ? null : FrameFault.ETC_LENGTH;
            assertThat(fault(type, length, 0)).as("%s of %d", hex, length).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"B2", "B3", "B4", "B5"})
    void shouldAcceptAnErrorAnswerThatStopsBehindItsCode(String type) {
        assertThat(decode(type, ID, "09")).isEqualTo(Map.of("obuId", "02EC1EEF", "errorCode", 9L));
        assertThat(fault(Integer.parseInt(type, 16), 6, 0)).isEqualTo(FrameFault.ETC_LENGTH);
    }

    @ParameterizedTest
    @CsvSource({"B1", "B7", "B8", "B9", "BA", "BB", "BD", "BE", "BF", "C3", "C5", "C7", "C9", "CA", "CB", "CE", "CF"})
    void shouldShowTypesWithoutALayoutAsTheyAre(String type) {
        assertThat(decode(type, "0102fe")).isEqualTo(Map.of("raw", "0102FE"));
        assertThat(decode(type, "")).isEqualTo(Map.of("raw", ""));
    }

    @Test
    void shouldRefuseTypesThatNoDialectHas() {
        for (int type : new int[] {0x00, 0x4B, 0xAF, 0xD1, 0xFF}) {
            assertThat(fault(type, 20, 0)).isEqualTo(FrameFault.ETC_UNKNOWN_TYPE);
        }
    }

    @Test
    void shouldReadTheOtherDeviceStates() {
        assertThat(decode("b0 00 501101000123 02 a1 500217 0312 0000000000").toString())
                .isEqualTo("{rsuStatus=0, psamTerminal=501101000123, algId=2, manufacturer=A1, rsuId=500217,"
                        + " version=0312}");
        assertThat(decode("b0 01 02 501101000123 501101000124").toString())
                .isEqualTo("{rsuStatus=1, psamCount=2, psamTerminal=501101000123, psamTerminal2=501101000124}");
    }

    @Test
    void shouldReadTheTypeOfTheObuWhereTheDialectHasIt() {
        String rest = ISSUER + "00 50 5001833475453171 20200101 20300101";
        String card = "50013567501885510395";
        String text = "issuer=D6D8C7EC50010001, issuerText=重庆, contractType=0, contractVersion=80,"
                + " contractSerial=5001833475453171, issueDate=20200101, expireDate=20300101,";
        assertThat(decode("b2", ID, "00 02", rest, card, "10 8001").toString())
                .isEqualTo("{obuId=02EC1EEF, errorCode=0, obuType=2, " + text
                        + " cpuCardId=50013567501885510395, equipmentStatus=16, obuStatus=8001}");
        assertThat(decode("b2", ID, "00 03", rest, "10 8001").toString())
                .isEqualTo("{obuId=02EC1EEF, errorCode=0, obuType=3, " + text + " equipmentStatus=16, obuStatus=8001}");
        assertThat(decode("b2", ID, "00", rest, "10 8001").toString())
                .isEqualTo("{obuId=02EC1EEF, errorCode=0, " + text + " equipmentStatus=16, obuStatus=8001}");
    }

    @Test
    void shouldReadCardsOfEveryAge() {
        Map<String, Object> older = decode("b4", ID, "00 0000c350", FILE_0015, FILE_0019);
        assertThat(older).containsOnlyKeys("obuId", "errorCode", "balanceFen", "file0015", "file0019");
        assertThat(older.get("balanceFen")).isEqualTo(50_000L);
        assertThat(older.get("file0015").toString())
                .isEqualTo("{issuer=D6D8C7EC50010001, issuerText=重庆, cardType=22, cardVersion=48, network=5001,"
                        + " cardNo=1644250682224638, start=20200101, end=20300101, plate=渝A12345, userType=0,"
                        + " plateColor=4}");
        Map<String, Object> shorter = decode("b4", ID, "00 0000c350", FILE_0015.substring(0, 61), FILE_0019);
        assertThat(shorter.get("file0015").toString())
                .isEqualTo("{issuer=D6D8C7EC50010001, issuerText=重庆, cardType=22, cardVersion=48, network=5001,"
                        + " cardNo=1644250682224638, start=20200101, end=20300101}");
        assertThat(shorter.get("file0019")).isEqualTo(older.get("file0019"));
        assertThat(older.get("file0019").toString())
                .isEqualTo("{appType=170, recordLen=41, locked=0, entryNetwork=5001, entryStation=1201, entryLane=4,"
                        + " entryTime=1764030576, vehicleClass=1, state=3, gantryHex=500A01, gantryTime=1764032000,"
                        + " plate=渝A12345, plateColor=4, axles=2, weightKg=15500, vehicleStatus=255,"
                        + " feeSumFen=2850}");
    }

    @Test
    void shouldTellTheFormsOfThePassageFileByThePlateOrTheSetting() {
        String old = "{appType=170, recordLen=41, locked=0, entryNetwork=5001, entryStation=1201, entryLane=4,"
                + " entryTime=1764030576, vehicleClass=1, state=3, markStations=010203040506070809, operator=112233,"
                + " shift=2, plate=渝A12345}";
        assertThat(decode("b4", ID, "00 0000c350", FILE_0015, FILE_0019_OLD)
                        .get("file0019")
                        .toString())
                .isEqualTo(old);
        String charge = FILE_0019_OLD.replace(" ", "").substring(6);
        assertThat(decode("c6", ID, "00 000003b6", charge, TIME, "013a 0000")
                        .get("file0019")
                        .toString())
                .isEqualTo(old.replace("appType=170, recordLen=41, locked=0, ", ""));
        String blank = "00".repeat(43);
        for (EtcEdition edition : EtcEdition.values()) {
            String file = decode(edition, "b4", ID, "00 0000c350", FILE_0015, blank)
                    .get("file0019")
                    .toString();
            assertThat(file.contains("markStations")).isEqualTo(edition == EtcEdition.OLD);
            assertThat(file.contains("gantryHex")).isEqualTo(edition != EtcEdition.OLD);
        }
    }

    @Test
    void shouldReadResultsWithTheRandomOfTheCard() {
        String head = "00" + TIME + "00001b59 0079 09";
        String text = "{obuId=02EC1EEF, errorCode=0, transTime=20251125090037, psamSerial=7001, cardSerial=121,"
                + " transType=9, cardRandom=AABBCCDD, balanceFen=49050, tac=DCDA26FB, writeTime=1764032001";
        String result = "aabbccdd 0000bf9a dcda26fb 6924fe01";
        assertThat(decode("b5", ID, head, result).toString()).isEqualTo(text + "}");
        assertThat(decode("b5", ID, head, result, "01 22").toString())
                .isEqualTo(text + ", keyType=1, ef04WriteStatus=34}");
    }

    @Test
    void shouldReadPlacesAndCommands() {
        assertThat(decode("d0", ID, "fff6 0123").toString()).isEqualTo("{obuId=02EC1EEF, x=-10, y=291}");
        assertThat(decode("d0", ID, "fffffff6 00000123").toString()).isEqualTo("{obuId=02EC1EEF, x=-10, y=291}");
        assertThat(decode("d0", ID, "0102 0304 05").toString()).isEqualTo("{obuId=02EC1EEF, raw=0102030405}");
        assertThat(decode("c1 00", ID).toString()).isEqualTo("{obuId=02EC1EEF}");
        assertThat(decode("c8", ID).toString()).isEqualTo("{obuId=02EC1EEF}");
        assertThat(decode("c8 0102").toString()).isEqualTo("{raw=0102}");
        assertThat(decode("4c 00").toString()).isEqualTo("{on=false}");
        assertThat(decode("c4 01").toString()).isEqualTo("{on=true}");
        assertThat(decode("c0 6924fe01", TIME, "03 0a 0f 00").toString())
                .isEqualTo("{unixTime=1764032001, dateTime=20251125090037, laneMode=3, bstIntervalMs=10, txPower=15,"
                        + " pllChannel=0}");
        assertThat(decode("c6", ID, "000003b6", FILE_0019, TIME))
                .containsOnlyKeys("obuId", "amountFen", "file0019", "transTime")
                .containsEntry("amountFen", 950L);
    }

    @Test
    void shouldTakeTheLengthOfTheProvinceFileIntoAccount() {
        String card = "00 00 0000c350" + FILE_0015 + FILE_0019 + "00 013a";
        assertThat(decode("b4", ID, card, "0003 010203").get("ef04")).isEqualTo("010203");
        byte[] wrong = new EtcBytes().frame(0x18, "b4", ID, card, "0004 010203").bytes();
        assertThat(EtcDecoded.of(EtcDialect.BCC, wrong).faults).containsExactly(FrameFault.ETC_LENGTH);
    }

    @Test
    void shouldMarkCharactersThatAreNone() {
        Map<String, Object> card = decode("b4", ID, "00 0000c350", FILE_0015.replace("d3e5", "ff80"), FILE_0019);
        assertThat(card.get("file0015").toString()).contains("plate=\uFFFD").contains("12345");
    }
}
