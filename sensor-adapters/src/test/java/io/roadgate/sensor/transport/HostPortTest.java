package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @Test
    void shouldReadNamesAndAddresses() {
        assertThat(HostPort.parse("rsu.site:4040")).isEqualTo(new HostPort("rsu.site", 4040));
        assertThat(HostPort.parse("[fe80::1]:65535")).isEqualTo(new HostPort("fe80::1", 65_535));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rsu", ":4040", "rsu:", "rsu:0", "rsu:65536", "rsu:x", "rsu:123456"})
    void shouldRefuseTheRest(String text) {
        assertThatThrownBy(() -> HostPort.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
