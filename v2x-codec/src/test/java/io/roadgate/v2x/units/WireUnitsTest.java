package io.roadgate.v2x.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WireUnitsTest {
    @Test
    void shouldReadTheExamplesOfTheFactTable() {
        assertThat(WireUnits.speedMps(833)).isCloseTo(60 / 3.6f, within(0.01f));
        assertThat(WireUnits.headingRad(7200)).isCloseTo((float) (Math.PI / 2), within(1e-6f));
        assertThat(WireUnits.coarseHeadingRad(120)).isCloseTo((float) Math.PI, within(1e-6f));
        assertThat(WireUnits.accelMps2(-2000)).isEqualTo(-20f);
        assertThat(WireUnits.verticalAccelMps2(127)).isCloseTo(2.54f * 9.80665f, within(1e-4f));
        assertThat(WireUnits.heightCm(-4095)).isEqualTo(-40_950);
        assertThat(WireUnits.axisM(254)).isCloseTo(12.7f, within(1e-5f));
        assertThat(WireUnits.verticalOffsetM(-63, 7)).isCloseTo(-6.3f, within(1e-5f));
        assertThat(WireUnits.priorityLevel(0xE0)).isEqualTo(7);
        assertThat(WireUnits.priorityOctet(7)).isEqualTo(0xE0);
        assertThat(WireUnits.curveRadiusM(32_767)).isInfinite();
    }

    @Test
    void shouldTurnUnavailableIntoNanAndBack() {
        assertThat(WireUnits.speedMps(8191)).isNaN();
        assertThat(WireUnits.speedWire(Float.NaN)).isEqualTo(8191);
        assertThat(WireUnits.headingRad(28_800)).isNaN();
        assertThat(WireUnits.headingWire(Float.NaN)).isEqualTo(28_800);
        assertThat(WireUnits.coarseHeadingWire(Float.NaN)).isEqualTo(240);
        assertThat(WireUnits.steeringWire(WireUnits.steeringRad(127))).isEqualTo(127);
        assertThat(WireUnits.accelWire(WireUnits.accelMps2(2001))).isEqualTo(2001);
        assertThat(WireUnits.verticalAccelWire(WireUnits.verticalAccelMps2(-127)))
                .isEqualTo(-127);
        assertThat(WireUnits.latE7(900_000_001)).isEqualTo(WireUnits.UNKNOWN);
        assertThat(WireUnits.latWire(WireUnits.UNKNOWN)).isEqualTo(900_000_001);
        assertThat(WireUnits.lonWire(WireUnits.lonE7(1_800_000_001))).isEqualTo(1_800_000_001);
        assertThat(WireUnits.elevationWire(WireUnits.heightCm(-4096))).isEqualTo(-4096);
        assertThat(WireUnits.degreesToE7(WireUnits.degrees(WireUnits.UNKNOWN))).isEqualTo(WireUnits.UNKNOWN);
        assertThat(WireUnits.vehicleM(0)).isNaN();
        assertThat(WireUnits.vehicleWidthWire(Float.NaN)).isZero();
        assertThat(WireUnits.axisWire(WireUnits.axisM(255))).isEqualTo(255);
        assertThat(WireUnits.axisOrientationWire(WireUnits.axisOrientationRad(65_535)))
                .isEqualTo(65_535);
        assertThat(WireUnits.verticalOffsetWire(WireUnits.verticalOffsetM(-2048, 12), 12))
                .isEqualTo(-2048);
        assertThat(WireUnits.curveRadiusWire(Float.NaN)).isEqualTo(32_767);
    }

    @Test
    void shouldStayWithinWhatTheFieldHolds() {
        assertThat(WireUnits.speedWire(1000)).isEqualTo(8190);
        assertThat(WireUnits.speedWire(-1)).isZero();
        assertThat(WireUnits.headingWire((float) (-Math.PI / 2))).isEqualTo(21_600);
        assertThat(WireUnits.headingWire((float) (2 * Math.PI))).isZero();
        assertThat(WireUnits.accelWire(-99)).isEqualTo(-2000);
        assertThat(WireUnits.lonWire(-1_800_000_000)).isEqualTo(1_800_000_000);
        assertThat(WireUnits.vehicleHeightWire(99)).isEqualTo(127);
        assertThat(WireUnits.verticalOffsetWire(-99, 7)).isEqualTo(-63);
        assertThat(WireUnits.yawRateWire(99)).isEqualTo(32_767);
    }

    @Property(tries = 2000)
    void shouldBringEachWireValueBack(@ForAll @IntRange(max = 8191) int wire) {
        assertThat(WireUnits.speedWire(WireUnits.speedMps(wire))).isEqualTo(wire);
        assertThat(WireUnits.headingWire(WireUnits.headingRad(wire * 3))).isEqualTo(wire * 3);
        assertThat(WireUnits.coarseHeadingWire(WireUnits.coarseHeadingRad(wire % 241)))
                .isEqualTo(wire % 241);
        int accel = wire % 4002 - 2000;
        assertThat(WireUnits.accelWire(WireUnits.accelMps2(accel))).isEqualTo(accel);
        int yaw = wire * 8 - 32_767;
        assertThat(WireUnits.yawRateWire(WireUnits.yawRateRadps(yaw))).isEqualTo(yaw);
        assertThat(WireUnits.elevationWire(WireUnits.heightCm(wire - 4096))).isEqualTo(wire - 4096);
        assertThat(WireUnits.axisOrientationWire(WireUnits.axisOrientationRad(wire * 8)))
                .isEqualTo(wire * 8);
        assertThat(WireUnits.radiusWire(WireUnits.radiusM(wire * 8))).isEqualTo(wire * 8);
        assertThat(WireUnits.confidenceWire(WireUnits.confidence(wire % 201))).isEqualTo(wire % 201);
        assertThat(WireUnits.vehicleLengthWire(WireUnits.vehicleM(wire % 4096))).isEqualTo(wire % 4096);
        assertThat(WireUnits.vehicleHeightWire(WireUnits.vehicleHeightM(wire % 128)))
                .isEqualTo(wire % 128);
        assertThat(WireUnits.laneWidthWire(WireUnits.laneWidthM(wire * 4))).isEqualTo(wire * 4);
        assertThat(WireUnits.curveRadiusWire(WireUnits.curveRadiusM(yaw))).isEqualTo(yaw);
    }

    @Test
    void shouldBringEachConfidenceStepBack() {
        for (int step = 0; step <= 15; step++) {
            assertThat(WireConfidence.placeStep(WireConfidence.placeM(step))).isEqualTo(step);
        }
        for (int step = 0; step <= 7; step++) {
            assertThat(WireConfidence.speedStep(WireConfidence.speedMps(step))).isEqualTo(step);
            assertThat(WireConfidence.headingStep(WireConfidence.headingRad(step)))
                    .isEqualTo(step);
        }
        assertThat(WireConfidence.placeStep(0.7f)).isEqualTo(9);
        assertThat(WireConfidence.placeStep(501)).isZero();
    }
}
