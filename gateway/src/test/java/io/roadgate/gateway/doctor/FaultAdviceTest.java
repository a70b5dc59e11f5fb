package io.roadgate.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.frame.FrameFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultAdviceTest {
    @ParameterizedTest
    @EnumSource(FrameFault.class)
    void shouldHaveWordsForEveryFault(FrameFault fault) {
        assertThat(FaultAdvice.of(fault)).startsWith(fault.meaning());
    }
}
