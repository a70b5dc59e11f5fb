package io.roadgate.sensor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SlcanReaderTest {
    private final FaultCounts faults = new FaultCounts();
    private final List<String> frames = new ArrayList<>();
    private final SlcanReader reader = new SlcanReader(faults, (frame, receivedAtNs) -> frames.add(describe(frame)));

    private static String describe(CanFrame frame) {
        StringBuilder text = new StringBuilder();
        text.append(frame.isExtended() ? "ext " : "std ").append(Integer.toHexString(frame.id()));
        text.append(frame.isRemote() ? " rtr " : " ").append(frame.length()).append(' ');
        return text.append(Long.toHexString(frame.word())).toString();
    }

    private void read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        reader.onFrame(new UnsafeBuffer(bytes), 0, bytes.length, 5);
    }

    @Test
    void shouldReadStandardExtendedAndRemoteFrames() {
        read("t60A403006D10\rT1FFFFFFF2aBcD\rr2018\rR000001233\rt1230\r");
        assertThat(frames)
                .containsExactly(
                        "std 60a 4 3006d1000000000",
                        "ext 1fffffff 2 abcd000000000000",
                        "std 201 rtr 8 0",
                        "ext 123 rtr 3 0",
                        "std 123 0 0");
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void shouldPassOverAnswersLineFeedsAndTimes() {
        read("\r\r\u0007z\rZ\rzt1231FF\r\nt1231EE1A2B\r\u0007t1231DD\r");
        assertThat(frames)
                .containsExactly(
                        "std 123 1 ff00000000000000", "std 123 1 ee00000000000000", "std 123 1 dd00000000000000");
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void shouldCountEachGarbledLineOnceAndGoOn() {
        read("t12\rt8001FF\rt1239FF\rt1232FF\rt1231FG\rT2000000000\rt1231FF123\rxyz\rt1231FF\r");
        assertThat(frames).containsExactly("std 123 1 ff00000000000000");
        assertThat(faults.all()).isEqualTo(Map.of(FrameFault.SLCAN_GARBLED, 8));
    }

    @Test
    void shouldFindTheFrameGluedToNoise() {
        read("\u0000\u00ff#0123t1231FF\r");
        read("t60A40300t1231EE\r");
        read("0".repeat(5000) + "t1231DD\r");
        assertThat(frames).hasSize(3);
        assertThat(faults.all()).isEqualTo(Map.of(FrameFault.SLCAN_GARBLED, 3));
    }

    /** Lines that lie there whole are read in one go: with the same result as octet by octet, whatever they hold. */
    @Property
    void shouldReadTheSameInOneGoAndOctetByOctet(
            @ForAll @Size(max = 60) List<@From("scraps") String> scraps, @ForAll @IntRange(max = 400) int cut) {
        String text = String.join("", scraps) + "\r";
        int at = Math.min(cut, text.length());
        String atOnce = readIn(List.of(text));
        assertThat(readIn(List.of(text.split("")))).isEqualTo(atOnce);
        assertThat(readIn(List.of(text.substring(0, at), text.substring(at)))).isEqualTo(atOnce);
    }

    private static String readIn(List<String> pieces) {
        SlcanReaderTest fresh = new SlcanReaderTest();
        pieces.forEach(fresh::read);
        return fresh.frames + " " + fresh.faults.all();
    }

    @Provide
    Arbitrary<String> scraps() {
        return Arbitraries.of(
                "t1232AABB\r",
                "T1FFFFFFF1cd\r",
                "T2FFFFFFF1cd\r",
                "t8001FF\r",
                "t1231F\nF\r",
                "t1231FF1A2B\r",
                "t1230\r",
                "r1238\r",
                "t1239FF\r",
                "t12",
                "3",
                "FF",
                "\r",
                "\n",
                "\u0007",
                "z",
                "Z\r",
                "t1231G0\r",
                "\u00ff",
                "x");
    }

    @Property
    void shouldNeverThrowAndAlwaysFindTheNextFrame(@ForAll @Size(max = 200) byte[] noise) {
        reader.onFrame(new UnsafeBuffer(noise), 0, noise.length, 5);
        frames.clear();
        read("t7FF0\r");
        assertThat(frames).containsExactly("std 7ff 0 0");
    }
}
