package io.roadgate.sensor.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.transport.TransportKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of the two tables. */
class DriverKindTest {
    @ParameterizedTest
    @EnumSource
    void shouldMakeEachDriverFromItsDefaults(DriverKind kind) {
        DriverRig rig = DriverRig.of(kind);
        rig.driver.onLinkUp(rig.nowNs);
        rig.tickAfterMs(10);
        rig.driver.onLinkLost(rig.nowNs);
        assertThat(rig.sink.lines()).isEmpty();
        assertThat(rig.faults.all()).isEmpty();
        assertThat(kind.meaning()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void shouldStandAFullRing(DriverKind kind) {
        DriverRig rig = DriverRig.of(kind);
        rig.sink.full(true);
        rig.feed("anything\r\u00ff\u00ff\u0001\u00ff").tickAfterMs(10_000);
        assertThat(rig.sink.lines()).isEmpty();
    }

    @Test
    void shouldDeclareEveryDefaultWithinItsOwnRange() {
        List<Setting> all = new ArrayList<>();
        for (DriverKind kind : DriverKind.values()) {
            all.addAll(kind.settings());
        }
        for (TransportKind kind : TransportKind.values()) {
            all.addAll(kind.settings());
        }
        for (Setting setting : all) {
            assertThat(setting.meaning()).as(setting.key()).isNotBlank();
            if (setting.fallback() != null) {
                assertThat(setting.faultOf(setting.fallback()))
                        .as(setting.key())
                        .isNull();
            }
        }
    }

    @Test
    void shouldNameRowsForASiteFile() {
        assertThat(DriverKind.values())
                .extracting(DriverKind::key)
                .containsExactly(
                        "ars408",
                        "nanoradar",
                        "dbc",
                        "camera",
                        "camera-dawnline",
                        "camera-dahua",
                        "camera-hikvision",
                        "rsu",
                        "etc",
                        "mmwave",
                        "gnss",
                        "ultrasonic",
                        "tilt",
                        "signal");
        assertThat(TransportKind.values())
                .extracting(TransportKind::key)
                .containsExactly("serial", "udp", "tcp", "can", "candump");
    }
}
