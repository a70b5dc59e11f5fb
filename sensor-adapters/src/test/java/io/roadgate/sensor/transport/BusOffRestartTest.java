package io.roadgate.sensor.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusOffRestartTest {
    private static final long MS = 1_000_000L;
    private final BusOffRestart restart = new BusOffRestart();

    @Test
    void shouldWaitLongerEachTimeAndNeverLongerThanTenSeconds() {
        restart.onBusOff(0);
        assertThat(restart.isDue(199 * MS)).isFalse();
        long nowNs = 0;
        for (long waitMs : new long[] {200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000}) {
            assertThat(restart.isDue(nowNs + waitMs * MS - 1)).isFalse();
            nowNs += waitMs * MS;
            assertThat(restart.isDue(nowNs)).isTrue();
        }
    }

    @Test
    void shouldStopWhenItIsBackAndForgiveAfterAGoodWhile() {
        restart.onBusOff(0);
        assertThat(restart.isDue(200 * MS)).isTrue();
        restart.onBus();
        assertThat(restart.isDue(5_000 * MS)).isFalse();
        restart.onBusOff(5_000 * MS);
        restart.onBusOff(5_001 * MS);
        assertThat(restart.isDue(5_799 * MS)).isFalse();
        assertThat(restart.isDue(5_800 * MS)).isTrue();
        restart.onBus();
        restart.onBusOff(60_000 * MS);
        assertThat(restart.isDue(60_200 * MS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "can0 up", "a/b", "averylonginterfacename", "can0;reboot"})
    void shouldRefuseWhatIsNoInterfaceName(String name) {
        assertThatThrownBy(() -> CanInterface.of(name)).hasMessageContaining("must be a name like can0");
        assertThat(CanInterface.isName("can0.1-x_y:2")).isTrue();
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThat(CanInterface.of("nosuchcan").obstacle()).contains("no interface nosuchcan");
        assertThat(CanInterface.of("lo").obstacle()).isEqualTo("lo is no CAN interface");
    }
}
