package io.roadgate.sensor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CandumpTextTest {
    private final CandumpText line = new CandumpText();

    private CandumpText.Kind read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return line.read(bytes, 0, bytes.length);
    }

    private String shown() {
        CanFrame frame = line.frame();
        StringBuilder text = new StringBuilder();
        text.append(line.time()).append(' ').append(line.bus()).append(' ').append(Integer.toHexString(frame.id()));
        text.append(frame.isExtended() ? " ext" : "").append(frame.isFd() ? " fd" : "");
        text.append(frame.isRemote() ? " rtr" : "").append(frame.isError() ? " err" : "");
        text.append(' ').append(frame.length()).append(' ');
        for (int i = 0; i < frame.length(); i++) {
            text.append(String.format("%02x", frame.at(i)));
        }
        return text.toString().trim();
    }

    @ParameterizedTest
    @CsvSource({
        "(1436509052.249713) vcan0 044#2A366C2B, 1436509052.249713 vcan0 44 4 2a366c2b",
        "(1.0) can0 123#, 1.0 can0 123 0",
        "(1.0) can0 00000123#01, 1.0 can0 123 ext 1 01",
        "(1.0) can0 1FFFFFFF#0102030405060708, 1.0 can0 1fffffff ext 8 0102030405060708",
        "(1.0) can0 123##1112233, 1.0 can0 123 fd 3 112233",
        "(1.0) can0 123##0, 1.0 can0 123 fd 0",
        "(1.0) can0 123#R, 1.0 can0 123 rtr 0",
        "(1.0) can0 12345678#R5, 1.0 can0 12345678 ext rtr 5 0000000000",
        "(1.0) can0 20000004#0004000000000000, 1.0 can0 4 err 8 0004000000000000",
        "(1.0) can0 123#aaBB R, 1.0 can0 123 2 aabb",
        "(1.0) can0 123#1122334455667788_C T, 1.0 can0 123 8 1122334455667788",
        "  can0  123   [2]  11 22, null can0 123 2 1122",
        " (005.000000)  can0  00000123   [3]  11 22 33   '.\"3', 005.000000 can0 123 ext 3 112233",
        "(2020-12-19 12:04:45.485261)  vcan0  0C8   [1]  F0, 2020-12-19 12:04:45.485261 vcan0 c8 1 f0",
        "  can0  123  [12]  00 00 00 00 00 00 00 00 00 00 00 01, null can0 123 fd 12 000000000000000000000001",
        "  can0  123   [8]  remote request, null can0 123 rtr 8 0000000000000000",
        "  can0  20000004   [8]  00 04 00 00 00 00 00 00   ERRORFRAME, null can0 4 err 8 0004000000000000"
    })
    void shouldReadFrames(String text, String expected) {
        assertThat(read(text + "\r")).isEqualTo(CandumpText.Kind.FRAME);
        assertThat(shown()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "(1.0) can0",
                "(1.0) can0 123",
                "(1.0) can0 12#11",
                "(1.0) can0 1234#11",
                "(1.0) can0 800#11",
                "(1.0) can0 40000000#11",
                "(1.0) can0 123#1",
                "(1.0) can0 123#1G",
                "(1.0) can0 123#112233445566778899",
                "(1.0) can0 123#R9",
                "(1.0) can0 123#R5x",
                "(1.0) can0 123##",
                "(1.0) can0 123#11 22",
                "(1.0 can0 123#11",
                "() can0 123#11",
                "(1.0) 123#11",
                "can0 123#11",
                "(x) can0 123#11",
                "can0 123 [2] 11",
                "can0 123 [9] 11 22 33 44 55 66 77 88 99",
                "can0 123 [1] 11 22",
                "(1.0) can0 xyz#11",
                "(1.0) can0 123456789#11"
            })
    void shouldCallTheRestMalformed(String text) {
        assertThat(read(text)).isEqualTo(CandumpText.Kind.MALFORMED);
        assertThat(read("(1.0) can0 123#11")).isEqualTo(CandumpText.Kind.FRAME);
    }

    @Test
    void shouldTakeSixtyFourBytesAndNoMoreInAnFdFrame() {
        assertThat(read("(1.0) can0 123##1" + "5A".repeat(64))).isEqualTo(CandumpText.Kind.FRAME);
        assertThat(line.frame().length()).isEqualTo(64);
        assertThat(read("(1.0) can0 123##1" + "5A".repeat(65))).isEqualTo(CandumpText.Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t \r"})
    void shouldKnowBlankLines(String text) {
        assertThat(read(text)).isEqualTo(CandumpText.Kind.BLANK);
    }

    @Property
    void shouldStandAnyBytes(@ForAll @Size(max = 120) byte[] noise) {
        assertThat(line.read(noise, 0, noise.length)).isNotNull();
        assertThat(read("(1.0) can0 123#11")).isEqualTo(CandumpText.Kind.FRAME);
    }

    @Property
    void shouldStandAnyCutOfALine(@ForAll byte keep) {
        String text = "(1436509052.249713) vcan0 044##12A366C2B";
        int length = Math.floorMod(keep, text.length());
        assertThat(read(text.substring(0, length))).isNotNull();
    }
}
