package io.roadgate.sensor.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Setting SIGMA = Setting.number("sigmaM", 1.5, 0.1, 50, "spread");
    private static final Setting INDEX = Setting.integer("index", 2, 0, 7, "number");
    private static final Setting WAIT = Setting.duration("wait", "50ms", "1ms", "2s", "patience");
    private static final Setting MODE = Setting.choice("mode", List.of("connect", "listen"), "direction");
    private static final Setting PATH = Setting.text("path", null, "device");
    private static final Setting LOUD = Setting.flag("loud", false, "noise");

    @Test
    void shouldFallBackToTheDefaults() {
        Settings settings = Settings.defaults(List.of(SIGMA, INDEX, WAIT, MODE, LOUD));
        assertThat(settings.number("sigmaM")).isEqualTo(1.5);
        assertThat(settings.integer("index")).isEqualTo(2);
        assertThat(settings.durationNs("wait")).isEqualTo(50_000_000L);
        assertThat(settings.text("mode")).isEqualTo("connect");
        assertThat(settings.flag("loud")).isFalse();
    }

    @Test
    void shouldPreferWhatTheSiteGives() {
        Settings settings = new Settings(List.of(WAIT, MODE, PATH, LOUD), Map.of("path", "/dev/x", "loud", "true"));
        assertThat(settings.text("path")).isEqualTo("/dev/x");
        assertThat(settings.flag("loud")).isTrue();
        assertThat(settings.text("mode")).isEqualTo("connect");
    }

    @Test
    void shouldRefuseForeignMissingAndWrongKeys() {
        assertThatThrownBy(() -> new Settings(List.of(MODE), Map.of("modes", "listen")))
                .hasMessageContaining("modes");
        assertThatThrownBy(() -> Settings.defaults(List.of(PATH))).hasMessage("path is missing");
        assertThatThrownBy(() -> new Settings(List.of(INDEX), Map.of("index", "8")))
                .hasMessage("index must be 0..7, is 8");
        assertThatThrownBy(() -> Settings.defaults(List.of(MODE)).text("nothing"))
                .hasMessageContaining("nothing");
    }

    @Test
    void shouldSayWhatIsExpected() {
        assertThat(SIGMA.faultOf("0.05")).isEqualTo("must be 0.1..50, is 0.05");
        assertThat(SIGMA.faultOf("wide")).isEqualTo("must be a number, is 'wide'");
        assertThat(SIGMA.faultOf("NaN")).isNotNull();
        assertThat(INDEX.faultOf("1.5")).isEqualTo("must be a whole number, is '1.5'");
        assertThat(INDEX.faultOf("7")).isNull();
        assertThat(WAIT.faultOf("3s")).isEqualTo("must be 1ms..2s, is 3s");
        assertThat(WAIT.faultOf("50")).isEqualTo("must be a duration with its unit (ns, us, ms, s, m, h), is '50'");
        assertThat(MODE.faultOf("both")).isEqualTo("must be one of connect, listen, is 'both'");
        assertThat(LOUD.faultOf("yes")).isEqualTo("must be true or false, is 'yes'");
        assertThat(PATH.faultOf("anything at all")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1ns,1",
        "1500us,1500000",
        "2.5s,2500000000",
        "5m,300000000000",
        "24h,86400000000000",
        "0ms,0",
        "-1s,-1",
        "s,-1",
        "1 s,-1",
        "1d,-1",
        "1e3s,-1"
    })
    void shouldReadDurations(String text, long expectedNs) {
        assertThat(Settings.parseDurationNs(text)).isEqualTo(expectedNs);
    }

    @Property
    void shouldReadBackEveryDurationItWrites(@ForAll @LongRange(min = 0, max = 999_999_999_999L) long durationNs) {
        assertThat(Settings.parseDurationNs(Settings.formatDuration(durationNs)))
                .isEqualTo(durationNs);
    }

    @Test
    void shouldTakeAsManyHexadecimalDigitsAsTheDefaultHas() {
        Setting gantry = Setting.hex("gantry", "000000", "a gantry");
        assertThat(gantry.faultOf("500A0f")).isNull();
        assertThat(gantry.faultOf("500A0")).isEqualTo("must be 6 hexadecimal digits, is '500A0'");
        assertThat(gantry.faultOf("500A0G")).contains("6 hexadecimal digits");
    }
}
