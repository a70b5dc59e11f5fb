package io.roadgate.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DeviceSignatureTest {
    private static String heard(String text) {
        return DeviceSignature.recognise(text.getBytes(StandardCharsets.ISO_8859_1))
                .orElse("-");
    }

    @Test
    void shouldKnowTheMagicWordOfTiRadars() {
        assertThat(heard("xx\2\1\4\3\6\5\10\7....")).startsWith("TI mmWave");
        assertThat(heard("\2\1\4\3\6\5\10")).isEqualTo("-");
    }

    @Test
    void shouldKnowAnArs408AndItsSensorIndex() {
        assertThat(heard("0D10\rt60A403006D10\rt60B8")).contains("ARS408").contains("sensorIndex 0");
        assertThat(heard("t63A403006D10\r")).contains("sensorIndex 3");
        assertThat(heard("t60A403006D\r")).as("a digit pair short").isEqualTo("-");
    }

    @Test
    void shouldKnowOtherCanTraffic() {
        assertThat(heard("t12320102\rT18FEF100801020304050607080000\rt1")).contains("SLCAN");
        assertThat(heard("t12320102\r")).as("one line may be chance").isEqualTo("-");
    }

    @Test
    void shouldKnowNmeaByItsChecksum() {
        assertThat(heard("47,E\r\n$GPGLL,4916.45,N,12311.12,W,225444,A,*1D\r\n"))
                .contains("NMEA")
                .contains("talker GP");
        assertThat(heard("$GPGLL,4916.45,N,12311.12,W,225444,A,*1E\r\n")).isEqualTo("-");
    }

    @Test
    void shouldKnowAnEtcFrameByItsCheckCharacter() {
        // RSCTL 80, type B0, status 00 and an escaped FF, then the exclusive-or of them all.
        assertThat(heard("\u00ff\u00ff\u0080\u00b0\0\u00fe\1\u00cf\u00ff")).contains("ETC antenna");
        assertThat(heard("\u00ff\u00ff\u0080\u00b0\0\u00fe\1\u00ce\u00ff")).isEqualTo("-");
        assertThat(heard("\u00ff\u00ff\u00ff\u00ff")).isEqualTo("-");
    }

    @Property(tries = 500)
    void shouldStandAnyBytes(@ForAll byte[] noise) {
        assertThat(DeviceSignature.recognise(noise)).isNotNull();
    }
}
