package io.roadgate.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.cloud.CloudProto;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private static final long AT_NS = 1_795_000_000_123_000_000L;

    @Test
    void shouldPrintAHazardOnOneLine() {
        CloudProto.HazardEvent event = CloudProto.HazardEvent.newBuilder()
                .setApplication("VRUCW")
                .setKind("vulnerable-road-user-conflict")
                .setPhase(CloudProto.Phase.PHASE_RAISED)
                .setDetectedAtNs(AT_NS)
                .setLatE7(297_001_234)
                .setLonE7(1_066_005_678)
                .setLaneId(3)
                .setLevel(1)
                .setPrimary(CloudProto.Participant.newBuilder()
                        .setTrackId(77)
                        .setParticipantClass("CAR")
                        .setSpeedMps(9.94f))
                .setSecondary(CloudProto.Participant.newBuilder().setTrackId(78).setParticipantClass("PEDESTRIAN"))
                .setPlate("渝A12345")
                .build();

        assertThat(EventLines.hazard(event, 4_236_000))
                .isEqualTo("11:06:40.123Z  VRUCW vulnerable-road-user-conflict  raised   29.7001234,106.6005678"
                        + "  lane 3 level 1  car #77 渝A12345 9.9 m/s / pedestrian #78  4.24 ms");
    }

    @Test
    void shouldPrintMoneyExactly() {
        assertThat(EventLines.yuan(0)).isEqualTo("0.00");
        assertThat(EventLines.yuan(5)).isEqualTo("0.05");
        assertThat(EventLines.yuan(1_250)).isEqualTo("12.50");
        assertThat(EventLines.yuan(-1_205)).isEqualTo("-12.05");
        assertThat(EventLines.yuan(Long.MAX_VALUE)).isEqualTo("92233720368547758.07");
        assertThat(EventLines.yuan(Long.MIN_VALUE)).isEqualTo("-92233720368547758.08");
    }

    @Test
    void shouldPrintATollAndWhatWasNotDebited() {
        CloudProto.TollRecord.Builder toll = CloudProto.TollRecord.newBuilder()
                .setRecordId("12-4-9")
                .setLaneId(4)
                .setVehicleClass(1)
                .setPassedAtNs(AT_NS)
                .setAmountFen(1_250)
                .setPlate("渝A12345");

        assertThat(EventLines.toll(toll.setDebitedFen(1_250).build(), 1_000_000))
                .contains("TOLL", "12-4-9", "lane 4", "class 1", "渝A12345", "12.50 yuan  1.00 ms");
        assertThat(EventLines.toll(toll.setDebitedFen(0).build(), 0)).contains("(debited 0.00)");
        assertThat(EventLines.toll(toll.clearDebitedFen().build(), 0)).contains("(nothing known to be debited)");
    }
}
