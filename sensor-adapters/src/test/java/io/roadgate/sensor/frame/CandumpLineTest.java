package io.roadgate.sensor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandumpLineTest {
    private final CandumpLine line = new CandumpLine();

    private CandumpLine.Outcome parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return line.parse(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    private CanFrame frame(String text) {
        assertThat(parse("(1.5) can0 " + text)).as(text).isEqualTo(CandumpLine.Outcome.FRAME);
        return line.frame();
    }

    @Test
    void shouldReadTimeAndBus() {
        assertThat(parse(" (1436509052.249713)\tvcan0  044#2A366C2BBA\r")).isEqualTo(CandumpLine.Outcome.FRAME);
        assertThat(line.atNs()).isEqualTo(1_436_509_052_249_713_000L);
        assertThat(line.timeText()).isEqualTo("1436509052.249713");
        assertThat(line.bus()).isEqualTo("vcan0");
        assertThat(line.isOn("vcan0".getBytes(StandardCharsets.US_ASCII))).isTrue();
        assertThat(line.isOn("vcan1".getBytes(StandardCharsets.US_ASCII))).isFalse();
        assertThat(line.isOn("vcan".getBytes(StandardCharsets.US_ASCII))).isFalse();
        assertThat(line.frame().id()).isEqualTo(0x44);
        assertThat(line.frame().length()).isEqualTo(5);
        assertThat(line.frame().word()).isEqualTo(0x2A366C2BBA000000L);
    }

    @Test
    void shouldReadEveryKindOfFrame() {
        assertThat(frame("7FF#").length()).isZero();
        assertThat(frame("7FF#").isExtended()).isFalse();
        assertThat(frame("000007FF#01").isExtended()).isTrue();
        assertThat(frame("1FFFFFFF#11.22.33").word()).isEqualTo(0x1122330000000000L);
        assertThat(frame("123#R").isRemote()).isTrue();
        assertThat(frame("123#R5").length()).isEqualTo(5);
        CanFrame fd = frame("12345678##3" + "AB".repeat(64) + " R");
        assertThat(fd.isFd() && fd.isRateSwitched() && fd.isSenderPassive()).isTrue();
        assertThat(fd.length()).isEqualTo(64);
        assertThat(fd.at(63)).isEqualTo(0xAB);
        CanFrame error = frame("20000080#0000000000000000 T");
        assertThat(error.isError()).isTrue();
        assertThat(error.id()).isEqualTo(0x80);
        assertThat(frame("123#1122334455667788_E").length()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\r", "\t"})
    void shouldPassOverBlankLines(String text) {
        assertThat(parse(text)).isEqualTo(CandumpLine.Outcome.BLANK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(1.5) can0 12#11",
                "(1.5) can0 1234#11",
                "(1.5) can0 800#11",
                "(1.5) can0 40000000#",
                "(1.5) can0 123#1",
                "(1.5) can0 123#1G",
                "(1.5) can0 123#112233445566778899",
                "(1.5) can0 123##",
                "(1.5) can0 123#11.",
                "(1.5) can0 123#R9",
                "(1.5) can0 123#11_9",
                "(1.5) can0 123#1122334455667788_8",
                "(1.5) can0 123#11 X",
                "(1.5) can0 123#11 R R",
                "(1.5) can0",
                "(1.5)can0 123#11",
                "(1) can0 123#11",
                "(.5) can0 123#11",
                "(1.5 can0 123#11",
                "1.5 can0 123#11",
                "(99999999999.5) can0 123#11",
                "(1.0123456789) can0 123#11",
                "(1.5) a-name-that-is-too-long 123#11",
                "  can0  123   [2]  11 22"
            })
    void shouldRefuseWhatIsNoFrame(String text) {
        assertThat(parse(text)).isEqualTo(CandumpLine.Outcome.MALFORMED);
    }

    @Property
    void shouldStandAnyBytes(@ForAll @Size(max = 120) byte[] noise) {
        line.parse(new UnsafeBuffer(noise), 0, noise.length);
        assertThat(parse("(1.5) can0 123#11")).isEqualTo(CandumpLine.Outcome.FRAME);
    }
}
