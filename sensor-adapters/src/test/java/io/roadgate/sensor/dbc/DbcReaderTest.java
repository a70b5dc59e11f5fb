package io.roadgate.sensor.dbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DbcReaderTest {
    private static DbcDatabase read(String name) throws DbcException {
        return DbcReader.read(List.of(DbcFiles.path(name)), DbcReader.AUTO);
    }

    private static DbcSignal signal(DbcDatabase database, String message, String signal) {
        return database.message(message).orElseThrow().signal(signal).orElseThrow();
    }

    @Test
    void shouldReadAFileWithEverySection() throws DbcException {
        DbcDatabase database = read("features.dbc");
        assertThat(database.warnings()).isEmpty();
        assertThat(database.messages())
                .extracting(DbcMessage::name)
                .containsExactly(
                        "Orders",
                        "WideIntel",
                        "WideMotorola",
                        "Scaled64",
                        "Reals",
                        "Askew",
                        "Muxed",
                        "SameNumber",
                        "EEC1",
                        "Request",
                        "Cut_to_thirty_two_letters_no_longer",
                        "Fd");
        assertThat(signal(database, "Orders", "IntelSigned").unit()).isEqualTo("m");
        assertThat(signal(database, "Orders", "Bit").label(-1)).isEqualTo("set");
        assertThat(signal(database, "Orders", "Bit").label(1)).isNull();
        assertThat(signal(database, "Orders", "Switch").label(1)).isEqualTo("on");
        assertThat(database.message("Cut_to_thirty_two_letters_no_longer")
                        .orElseThrow()
                        .signals())
                .extracting(DbcSignal::name)
                .containsExactly("Signal_cut_to_thirty_two_letters_no_longer");
    }

    @Test
    void shouldTellStandardFromExtendedAndFindJ1939ByItsGroup() throws DbcException {
        DbcDatabase database = read("features.dbc");
        assertThat(database.find(512, false).name()).isEqualTo("Muxed");
        assertThat(database.find(512, true).name()).isEqualTo("SameNumber");
        assertThat(database.find(256, true)).isNull();
        assertThat(database.find(0x0CF0_04FE, true).name()).isEqualTo("EEC1");
        // Other priority and source; then another group extension.
        assertThat(database.find(0x18F0_0403, true).name()).isEqualTo("EEC1");
        assertThat(database.find(0x18F0_0503, true)).isNull();
        // PDU format EA is below 240: the next byte is the destination.
        assertThat(database.find(0x18EA_0021, true).name()).isEqualTo("Request");
        assertThat(database.find(0x18EA_FF21, true).name()).isEqualTo("Request");
        assertThat(database.find(0x19EA_FF21, true)).isNull();
        assertThat(DbcMessage.pgnOf(0x18EA_0021)).isEqualTo(0xEA00);
        assertThat(DbcMessage.pgnOf(0x0CF0_04FE)).isEqualTo(0xF004);
    }

    @ParameterizedTest
    @CsvSource({"chinese-gbk.dbc, 米/秒, ℃", "chinese-utf8-bom.dbc, 米/秒, ℃", "latin-1252.dbc, m/s², °C"})
    void shouldFindTheEncodingOut(String file, String speed, String temperature) throws DbcException {
        DbcDatabase database = read(file);
        assertThat(signal(database, "M", "Speed").unit()).isEqualTo(speed);
        assertThat(signal(database, "M", "Temp").unit()).isEqualTo(temperature);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Kühlmittel °C", "Öl", "°C", "µm", "é", "Länge über alles", "1 ± 2", "½", "m²/s", "ñandú"})
    void shouldTakeLatinForLatin(String text) {
        byte[] bytes = ("\"" + text + "\" A").getBytes(java.nio.charset.Charset.forName("windows-1252"));
        assertThat(DbcText.decode(bytes, DbcReader.AUTO)).isEqualTo("\"" + text + "\" A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"℃", "度", "米", "公里/小时", "雷达状态：正常", "镕", "目标1", "速度m/s", "方位角（°）"})
    void shouldTakeChineseForChinese(String text) {
        byte[] bytes = ("CM_ \"" + text + "车\";").getBytes(java.nio.charset.Charset.forName("GBK"));
        assertThat(DbcText.decode(bytes, DbcReader.AUTO)).isEqualTo("CM_ \"" + text + "车\";");
    }

    @Test
    void shouldObeyANamedEncodingAndRefuseANameOfNone() throws DbcException {
        byte[] gbk = DbcFiles.bytes("chinese-gbk.dbc");
        assertThat(signal(DbcReader.parse("x", gbk, "GBK"), "M", "Speed").unit())
                .isEqualTo("米/秒");
        assertThat(signal(DbcReader.parse("x", gbk, "ISO-8859-1"), "M", "Speed").unit())
                .isEqualTo("Ã×/Ãë");
        assertThatThrownBy(() -> DbcReader.parse("x", gbk, "klingon"))
                .isInstanceOf(DbcException.class)
                .hasMessageContaining("there is no encoding 'klingon'");
    }

    @Test
    void shouldRefuseABrokenFileWithEveryFault() {
        DbcException refusal = catchThrowableOfType(DbcException.class, () -> read("broken.dbc"));
        assertThat(refusal.faults()).extracting(DbcFault::line).containsExactly(3, 5, 6, 7, 10, 12, 13, 14, 15, 16);
        assertThat(refusal.faults())
                .extracting(DbcFault::expected)
                .containsExactly(
                        "expected the message's number, found 'abc'",
                        "expected a standard identifier of 0..2047, found 5000; an extended one is written with"
                                + " 2147483648 added: 2147488648",
                        "expected the byte order, 0 (Motorola) or 1 (Intel), found '2'",
                        "expected signal Outside inside the 8 bytes of message TooHigh, found its last bit in byte 9",
                        "expected another name than Same, which line 9 has in this message already",
                        "expected the factor as a number, found 'x'",
                        "expected ';', found 'VAL_'",
                        "expected the name of the value 1 as a quoted text, found 'unquoted'",
                        "expected 32 or 64 bits for signal Short of a floating type, found 16",
                        "expected the beginning of a section such as BO_, SG_, CM_ or VAL_, found 'what'");
        assertThat(refusal.faults().get(0).toString())
                .endsWith("broken.dbc:3: " + refusal.faults().get(0).expected());
    }

    @Test
    void shouldNameFilesThatAreNone() {
        DbcException refusal = catchThrowableOfType(
                DbcException.class,
                () -> DbcReader.read(List.of(Path.of("/no/such.dbc"), Path.of("/")), DbcReader.AUTO));
        assertThat(refusal.faults())
                .extracting(DbcFault::expected)
                .containsExactly("there is no such file", "is a directory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "VERSION \"never closed",
                "BO_ 1 M: 9999 A",
                "SG_ X : 0|8@1+ (1,0) [0|0] \"\" A",
                "BO_ 1 M: 8 A SG_ X q : 0|8@1+ (1,0) [0|0] \"\" A",
                """
                BO_ 1 M: 8 A
                 SG_ S M : 0|4@1+ (1,0) [0|0] "" A
                 SG_ T M : 4|4@1+ (1,0) [0|0] "" A
                 SG_ X m1 : 8|8@1+ (1,0) [0|0] "" A
                SG_MUL_VAL_ 1 X Nobody 1-1;
                """
            })
    void shouldRefuseWithALine(String text) {
        assertThatThrownBy(() -> DbcReader.parse("x.dbc", text.getBytes(StandardCharsets.UTF_8), DbcReader.AUTO))
                .isInstanceOf(DbcException.class)
                .hasMessageMatching("(?s)x\\.dbc:\\d+: expected .*");
    }

    @Test
    void shouldWarnOfWhatIsOddAndUsable() throws DbcException {
        String text = """
                BO_ 1 First: 8 A
                 SG_ X m1 : 0|8@1+ (1,0) [0|0] "" A
                BO_ 1 Second: 8 A
                SIG_VALTYPE_ 9 Y : 1;
                """;
        DbcDatabase database = DbcReader.parse("x.dbc", text.getBytes(StandardCharsets.UTF_8), DbcReader.AUTO);
        assertThat(database.find(1, false).name()).isEqualTo("Second");
        assertThat(database.warnings())
                .containsExactly(
                        "x.dbc:2: X is marked m1, but the message has no multiplexer; it is read from every frame",
                        "x.dbc:4: SIG_VALTYPE_ is about signal Y of message 9, which is not in the file",
                        "Second (line 3) has the identifier of First (line 1) and takes its place");
    }

    @Property(tries = 300)
    void shouldRefuseOrReadAnyBytes(@ForAll @Size(max = 400) byte[] noise) {
        readOrRefuse(noise);
    }

    @Property(tries = 500)
    void shouldRefuseOrReadAnyMutation(@ForAll long seed) throws IOException {
        byte[] bytes = DbcFiles.bytes("features.dbc").clone();
        Random random = new Random(seed);
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "0123456789-+.|@:;,\"()[]mM_ \n".charAt(random.nextInt(28));
                default -> bytes = cut(bytes, at, Math.min(bytes.length, at + random.nextInt(40)));
            }
        }
        readOrRefuse(bytes);
    }

    private static byte[] cut(byte[] bytes, int from, int to) {
        byte[] rest = new byte[Math.max(1, bytes.length - (to - from))];
        System.arraycopy(bytes, 0, rest, 0, from);
        System.arraycopy(bytes, to, rest, from, bytes.length - to);
        return rest;
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            assertThat(DbcReader.parse("x", bytes, DbcReader.AUTO).messages()).isNotEmpty();
        } catch (DbcException e) {
            assertThat(e.faults()).isNotEmpty();
        }
    }
}
