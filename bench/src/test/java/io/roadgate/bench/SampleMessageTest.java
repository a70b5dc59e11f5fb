package io.roadgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.message.MessageCodec;
import io.roadgate.v2x.uper.UperFault;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleMessageTest {
    @ParameterizedTest
    @EnumSource
    void shouldDecodeToWhatEncodesToTheSameOctets(SampleMessage message) {
        byte[] octets = message.octets();
        MessageCodec codec = new MessageCodec();
        MessageFrame frame = new MessageFrame();
        UnsafeBuffer again = new UnsafeBuffer(new byte[octets.length]);

        assertThat(codec.decode(new UnsafeBuffer(octets), 0, octets.length, frame))
                .isEqualTo(UperFault.NONE);
        assertThat(codec.encode(frame, again, 0)).isEqualTo(octets.length);
        assertThat(again.byteArray()).isEqualTo(octets);
    }
}
