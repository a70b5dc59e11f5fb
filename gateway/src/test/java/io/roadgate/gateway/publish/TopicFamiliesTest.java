package io.roadgate.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.config.GatewayConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopicFamiliesTest {
    @ParameterizedTest
    @EnumSource(TopicFamilies.class)
    void shouldHaveAPatternALaneAndAFamily(TopicFamilies row) {
        GatewayConfig config = Fixture.config(
                "tcp://127.0.0.1:1", GatewayConfig.PayloadFormat.JSON, GatewayConfig.ReceiptMode.CENTRE, 8);
        assertThat(row.pattern()).startsWith("roadgate/v1/");
        assertThat(row.qos()).isBetween(0, 1);
        assertThat(TopicFamilies.ofLane(row.lane(), config))
                .hasAtLeastOneElementOfType(row.create(config).getClass());
    }

    /** The first row is the example of Microsoft's tile system article (level 3, tile 3/5, quadkey 213), deepened. */
    @ParameterizedTest
    @CsvSource({
        "-500000000, -300000000, 2/1/3",
        "297001234, 1066005678, 1/3/2",
        "0, 0, 3/0/0",
        "900000000, -1800000000, 0/0/0",
        "-900000000, 1800000000, 3/3/3"
    })
    void shouldTileTheEarth(int latE7, int lonE7, String prefix) {
        String levels = QuadKey.levels(QuadKey.tile(latE7, lonE7));
        assertThat(levels).startsWith(prefix).hasSize(2 * QuadKey.ZOOM - 1);
    }

    @Test
    void shouldRoundExpiryUpAndNeverToNever() {
        assertThat(TopicFamily.expirySeconds(1_000_000_001L, 0)).isEqualTo(2);
        assertThat(TopicFamily.expirySeconds(5, 4)).isEqualTo(1);
        assertThat(TopicFamily.expirySeconds(0, 100)).isEqualTo(1);
    }
}
