package io.roadgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.uper.UperFault;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleMessageTest {
    @ParameterizedTest
    @EnumSource
    void shouldDecodeToWhatEncodesToTheSameOctets(SampleMessage message) {
        byte[] octets = message.octets();
        FrameCodec codec = message.set().newCodec();
        UnsafeBuffer again = new UnsafeBuffer(new byte[octets.length]);

        assertThat(codec.decode(new UnsafeBuffer(octets), 0, octets.length)).isEqualTo(UperFault.NONE);
        assertThat(codec.kind()).hasToString(message.name());
        assertThat(codec.encode(again, 0)).isEqualTo(octets.length);
        assertThat(again.byteArray()).isEqualTo(octets);
    }
}
