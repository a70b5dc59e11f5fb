package io.roadgate.sensor.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.api.Test;

class SitePlaneTest {
    private static final double LAT = 29.70;
    private static final double LON = 106.60;
    private final SitePlane plane = new SitePlane(LAT, LON, 250);

    @Test
    void shouldPutTheOriginAtZero() {
        assertThat(plane.eastM(1_066_000_000)).isCloseTo(0, within(1e-6));
        assertThat(plane.northM(297_000_000)).isCloseTo(0, within(1e-6));
        assertThat(plane.upM(256)).isEqualTo(6);
        assertThat(plane.heightCm(6)).isEqualTo(25_600);
    }

    @Property
    void shouldComeBackWithinHalfACentimetre(
            @ForAll @DoubleRange(min = -3_000, max = 3_000) double eastM,
            @ForAll @DoubleRange(min = -3_000, max = 3_000) double northM) {
        assertThat(plane.eastM(plane.lonE7(eastM))).isCloseTo(eastM, within(0.006));
        assertThat(plane.northM(plane.latE7(northM))).isCloseTo(northM, within(0.006));
    }

    @Property
    void shouldAgreeWithTheEllipsoidWithinAKilometre(
            @ForAll @DoubleRange(min = -700, max = 700) double eastM,
            @ForAll @DoubleRange(min = -700, max = 700) double northM) {
        double distanceM = Geodesic.WGS84.Inverse(
                        LAT, LON, plane.latE7(northM) / SitePlane.E7, plane.lonE7(eastM) / SitePlane.E7)
                .s12;
        assertThat(distanceM).isCloseTo(Math.hypot(eastM, northM), within(0.1));
    }

    @Test
    void shouldTurnAMountClockwise() {
        SensorMount east = new SensorMount(10, 20, 6, Math.PI / 2, 0);
        assertThat(east.eastM(100, 0)).isCloseTo(110, within(1e-9));
        assertThat(east.northM(100, 0)).isCloseTo(20, within(1e-9));
        // To the right of a sensor that looks east is south.
        assertThat(east.northM(100, Math.PI / 2)).isCloseTo(-80, within(1e-9));
        assertThat(SensorMount.NONE.northM(5, 0)).isEqualTo(5);
    }
}
