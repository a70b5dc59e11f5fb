package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.record.EventPhase;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.PriorityRequestDecoder;
import io.roadgate.sensor.observation.ParticipantClass;
import io.roadgate.sensor.observation.SignalLight;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests for green, in virtual time. */
class PriorityServiceTest {
    private final ServiceScene scene = new ServiceScene(RoadServices.PRIORITY);

    private void drive(ParticipantClass kind, long fromMs, long toMs, boolean isControllerHeard) {
        for (long ms = fromMs; ms < toMs; ms += 100) {
            scene.runTo(ms);
            if (isControllerHeard) {
                scene.signal(6, 1, SignalLight.RED, 20_000);
            }
            scene.bsm(9, kind, 0, -190 + 15.0 * ms / 1000, 0, 15);
        }
    }

    private List<PriorityRequestDecoder> requests() {
        return scene.records(PriorityRequestDecoder.TEMPLATE_ID).stream()
                .map(out ->
                        new PriorityRequestDecoder().wrapAndApplyHeader(out.record(), 0, new MessageHeaderDecoder()))
                .toList();
    }

    @Test
    void shouldAskForAnEmergencyVehicleUntilItHasPassed() {
        drive(ParticipantClass.EMERGENCY, 0, 16_000, true);
        List<PriorityRequestDecoder> all = requests();
        PriorityRequestDecoder first = all.get(0);
        assertThat(first.phase()).isEqualTo(EventPhase.RAISED);
        assertThat(first.level()).isEqualTo((short) 7);
        assertThat(first.signalPhase()).isEqualTo((short) 1);
        assertThat(first.intersectionId()).isEqualTo(ServiceScene.INTERSECTION);
        assertThat(first.vehicleId()).isEqualTo(9);
        double leftS = (first.arrivesAtNs() - first.atNs()) / 1e9;
        assertThat(leftS).isBetween(first.distanceM() / 17.0, first.distanceM() / 13.0);
        assertThat(all).filteredOn(r -> r.phase() == EventPhase.UPDATED).hasSizeBetween(9, 13);
        assertThat(all.get(all.size() - 1).phase()).isEqualTo(EventPhase.ENDED);
        assertThat(all).extracting(PriorityRequestDecoder::requestKey).containsOnly(first.requestKey());
    }

    @Test
    void shouldAskForABusWithLessAndForACarNotAtAll() {
        drive(ParticipantClass.CAR, 0, 4_000, true);
        assertThat(requests()).isEmpty();
        ServiceScene other = new ServiceScene(RoadServices.PRIORITY);
        for (long ms = 0; ms < 4_000; ms += 100) {
            other.runTo(ms);
            other.signal(6, 1, SignalLight.RED, 20_000);
            other.bsm(9, ParticipantClass.BUS, 0, -190 + 15.0 * ms / 1000, 0, 15);
        }
        assertThat(new PriorityRequestDecoder()
                        .wrapAndApplyHeader(
                                other.records(PriorityRequestDecoder.TEMPLATE_ID)
                                        .get(0)
                                        .record(),
                                0,
                                new MessageHeaderDecoder())
                        .level())
                .isEqualTo((short) 3);
    }

    @Test
    void shouldNotAskAControllerThatIsSilent() {
        drive(ParticipantClass.EMERGENCY, 0, 4_000, true);
        drive(ParticipantClass.EMERGENCY, 4_000, 8_000, false);
        List<PriorityRequestDecoder> all = requests();
        assertThat(all.get(all.size() - 1).phase()).isEqualTo(EventPhase.ENDED);
        assertThat(all.get(all.size() - 1).atNs()).isLessThan(ServiceScene.START_NS + 6_200 * ServiceScene.MS);
    }
}
