package io.roadgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.v2x.interpret.Interpreter;
import io.roadgate.v2x.interpret.MessageSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReflectiveBenchmarkTest {
    @Test
    void shouldMeasureTheSameMessageWithoutExtensionMarkers() throws Exception {
        ReflectiveBenchmark peer = new ReflectiveBenchmark();
        peer.prepare();
        Map<String, String> modules = new TreeMap<>(MessageSet.DAY1_2020.sources());
        String ours = MessageSet.DAY1_2020.interpreter().codec("MessageFrame").decode(SampleMessage.SPAT.octets());
        String spat = ours.substring("{\"spatFrame\":".length(), ours.length() - 1);

        modules.replaceAll((file, text) -> text.replaceAll("(,\\s*)?\\.\\.\\.", ""));
        byte[] expected = Interpreter.compile(modules).codec("SPAT").encode(spat);

        assertThat(peer.encode()).isEqualTo(expected);
        assertThat(peer.decode().getIntersections().iterator().next().getPhases())
                .hasSize(8);
    }
}
