package io.roadgate.sensor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class JsonFramerTest {
    private static final String VALUE = "[{\"a\":\"x\\\"]}\",\"b\":[1,-2.5e+3,true,null,{}],\"c\":{\"d\":[]}}]";

    private static final class Rig {
        private final FaultCounts faults = new FaultCounts();
        private final List<String> values = new ArrayList<>();
        private final JsonFramer framer = new JsonFramer(
                256,
                faults,
                (bytes, from, length, atNs) -> values.add(new String(bytes, from, length, StandardCharsets.UTF_8)));
        private long nowNs = 1;

        private Rig feed(byte[] bytes, int from, int to) {
            if (to > from) {
                framer.onBytes(new UnsafeBuffer(bytes), from, to - from, nowNs);
            }
            return this;
        }

        private Rig feed(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return feed(bytes, 0, bytes.length);
        }

        private Rig pause(long ns) {
            nowNs += ns;
            framer.onTick(nowNs);
            return this;
        }
    }

    @Test
    void shouldFindValuesBetweenSeparators() {
        Rig rig = new Rig().feed(VALUE + VALUE + "\r\n ,\0{\"渝\":1}");
        assertThat(rig.values).containsExactly(VALUE, VALUE, "{\"渝\":1}");
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldKnowDamageAtItsFirstByte() {
        String[] broken = {
            "]",
            "}",
            "x",
            "\"a\"",
            "12 ",
            "[,",
            "[1 2",
            "[1,]",
            "{,",
            "{1:",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\" \"b\"",
            "[:",
            "[1:",
            "[}",
            "{]",
            "[1}",
            "{\"a\":1]",
            "[\"a\u0001",
            "{\"a\":1,}",
            "[A",
            "[1\"a\"",
            "[\"a\"\"b\""
        };
        for (String text : broken) {
            Rig rig = new Rig().feed(text).feed(VALUE);
            assertThat(rig.values).as(text).containsExactly(VALUE);
            assertThat(rig.faults.all()).as(text).isEqualTo(Map.of(FrameFault.CAMERA_GARBLED, 1));
        }
    }

    @Test
    void shouldRefuseWhatIsTooDeepOrTooLong() {
        Rig deep = new Rig().feed("[".repeat(33)).feed(VALUE);
        assertThat(deep.values).isEmpty();
        deep.pause(JsonFramer.STALL_NS);
        assertThat(deep.values).containsExactly(VALUE);

        Rig tooLong = new Rig().feed("[\"" + "a".repeat(400)).feed("\"]" + VALUE);
        tooLong.pause(JsonFramer.STALL_NS);
        assertThat(tooLong.values).containsExactly(VALUE);
    }

    @Test
    void shouldSearchWhatABrokenValueSwallowed() {
        Rig rig = new Rig().feed("[{\"a\":").feed(VALUE).feed("\n");
        assertThat(rig.values).isEmpty();
        // Two values side by side show that the first never ended.
        rig.feed("[1");
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_GARBLED, 1));
        assertThat(rig.values).containsExactly(VALUE);
        rig.feed(",2]");
        assertThat(rig.values).containsExactly(VALUE, "[1,2]");
    }

    @Test
    void shouldGiveUpAfterAPause() {
        Rig rig = new Rig().feed("{\"a\":[" + VALUE);
        rig.pause(JsonFramer.STALL_NS);
        assertThat(rig.values).containsExactly(VALUE);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_TRUNCATED, 1));
        rig.feed(VALUE);
        assertThat(rig.values).hasSize(2);
    }

    @Test
    void shouldDropHalfAValueWithItsLink() {
        Rig rig = new Rig().feed("[1,2");
        rig.framer.reset();
        rig.feed(VALUE);
        assertThat(rig.values).containsExactly(VALUE);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_TRUNCATED, 1));
    }

    @Test
    void shouldNotDependOnHowTheBytesAreCut() {
        byte[] stream = (VALUE + "garbage" + VALUE + "[1,}" + VALUE).getBytes(StandardCharsets.UTF_8);
        Rig whole = new Rig().feed(stream, 0, stream.length);
        assertThat(whole.values).hasSize(3);
        for (int cut = 0; cut <= stream.length; cut++) {
            Rig halves = new Rig().feed(stream, 0, cut).feed(stream, cut, stream.length);
            assertThat(halves.values).isEqualTo(whole.values);
            assertThat(halves.faults.all()).isEqualTo(whole.faults.all());
        }
    }

    @Property
    void shouldFindTheValueBehindAnyBytes(@ForAll @Size(max = 300) byte[] noise) {
        Rig rig = new Rig().feed(noise, 0, noise.length);
        rig.pause(JsonFramer.STALL_NS);
        rig.feed("\n" + VALUE).pause(JsonFramer.STALL_NS).pause(JsonFramer.STALL_NS);
        assertThat(rig.values).contains(VALUE);
    }

    @Property
    void shouldFindTheValueBehindBrackets(
            @ForAll @Size(max = 60) List<@net.jqwik.api.constraints.IntRange(max = 7) Integer> noise) {
        StringBuilder text = new StringBuilder();
        noise.forEach(i -> text.append("[]{}\",:1".charAt(i)));
        Rig rig = new Rig().feed(text.toString()).feed(VALUE);
        rig.pause(JsonFramer.STALL_NS).pause(JsonFramer.STALL_NS).pause(JsonFramer.STALL_NS);
        assertThat(rig.values).contains(VALUE);
    }
}
