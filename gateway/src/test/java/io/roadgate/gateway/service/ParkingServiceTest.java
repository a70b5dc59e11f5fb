package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.record.AdviceReason;
import io.roadgate.gateway.record.AdviceState;
import io.roadgate.gateway.record.Application;
import io.roadgate.v2x.daytwo.PAMData;
import io.roadgate.v2x.daytwo.PAMDrive;
import io.roadgate.v2x.daytwo.PAMNodeAttributes;
import io.roadgate.v2x.daytwo.ParkingGuide;
import io.roadgate.v2x.daytwo.ParkingRequest;
import io.roadgate.v2x.daytwo.ParkingSlots;
import io.roadgate.v2x.daytwo.SlotStatus;
import io.roadgate.v2x.message.MessageKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParkingServiceTest {
    private static final long CAR = 0xCA;
    private static final long OTHER = 0xCB;
    private final CooperationScene scene = new CooperationScene(Roads.carPark(), 1);

    private PAMData last() {
        List<PAMData> all = scene.all(MessageKind.PAM, PAMData.class);
        return all.get(all.size() - 1);
    }

    private static ParkingSlots slots(PAMData pam) {
        for (int node = 0; node < pam.pamNodes().count(); node++) {
            for (int i = 0;
                    pam.pamNodes().get(node).hasInDrives()
                            && i < pam.pamNodes().get(node).inDrives().count();
                    i++) {
                PAMDrive drive = pam.pamNodes().get(node).inDrives().get(i);
                if (drive.hasParkingSlots()) {
                    return drive.parkingSlots();
                }
            }
        }
        throw new AssertionError("no slots");
    }

    private static List<Integer> states(PAMData pam) {
        List<Integer> states = new ArrayList<>();
        for (int i = 0; i < slots(pam).count(); i++) {
            states.add(slots(pam).get(i).status());
        }
        return states;
    }

    private Car driving(long id, double alongM, int slot) {
        Car car = scene.car(id, alongM, 1, Roads.at(-60, 0), Roads.at(40, 0));
        car.says(s -> Asking.parking(s, id, 3, car.place(), ParkingRequest.PARK, slot));
        return car;
    }

    @Test
    void shouldTellTheCarParkOnceASecond() {
        scene.car(0, 5, 0, Roads.at(61.5, 4), Roads.at(61.5, 9)).unconnected().alongM = 2.5;
        scene.run(5);
        List<PAMData> all = scene.all(MessageKind.PAM, PAMData.class);
        assertThat(all.size()).isBetween(4, 6);
        PAMData pam = last();
        assertThat(pam.timeStamp()).isZero();
        assertThat(pam.parkingLotInfo().number()).isEqualTo(3);
        assertThat(pam.pamNodes().count()).isEqualTo(4);
        assertThat(pam.pamNodes().get(0).attributes().isSet(PAMNodeAttributes.ENTRANCE))
                .isTrue();
        assertThat(states(pam)).containsExactly(SlotStatus.OCCUPIED, SlotStatus.AVAILABLE, SlotStatus.AVAILABLE);
        assertThat(slots(pam).get(0).hasPosition()).isTrue();
        assertThat(pam.hasParkingAreaGuidance()).isFalse();
        assertThat(pam.msgCnt()).isEqualTo((all.get(all.size() - 2).msgCnt() + 1) % 128);
    }

    @Test
    void shouldGuideToAFreeBayAndKeepItForWhoAsked() {
        driving(CAR, 20, 0);
        scene.run(4);
        assertThat(states(last())).containsExactly(SlotStatus.RESERVED, SlotStatus.AVAILABLE, SlotStatus.AVAILABLE);
        ParkingGuide guide = last().parkingAreaGuidance().get(0);
        assertThat(guide.vehId().idAsLong()).isEqualTo(CAR);
        assertThat(guide.targetParkingSlot()).isEqualTo(1);
        assertThat(guide.drivePath().count()).isEqualTo(1);
        driving(OTHER, 5, 3);
        scene.run(2);
        assertThat(last().parkingAreaGuidance().get(1).targetParkingSlot()).isEqualTo(3);
        assertThat(scene.states(Application.PARKING, CAR)).contains(AdviceState.OFFERED);
    }

    @Test
    void shouldRefuseWhenEveryBayIsTaken() {
        for (int i = 0; i < 3; i++) {
            double east = 61.5 + 6 * i;
            scene.car(0, 2.5, 0, Roads.at(east, 4), Roads.at(east, 9)).unconnected();
        }
        driving(CAR, 20, 0);
        scene.run(6);
        assertThat(last().hasParkingAreaGuidance()).isFalse();
        assertThat(scene.advices(Application.PARKING, CAR))
                .anyMatch(advice -> advice.reason() == AdviceReason.NO_FREE_PLACE);
    }

    @Test
    void shouldFreeABayWhoseVehicleIsNoLongerHeard() {
        Car car = driving(CAR, 20, 0);
        scene.run(3);
        car.isOnAir = false;
        scene.run(5);
        assertThat(states(last())).doesNotContain(SlotStatus.RESERVED);
    }

    @Test
    void shouldShowTheWayOut() {
        Car car = scene.car(CAR, 20, 1, Roads.at(-60, 0), Roads.at(40, 0));
        car.says(s -> Asking.parking(s, CAR, 3, car.place(), ParkingRequest.EXIT, 0));
        scene.run(4);
        ParkingGuide guide = last().parkingAreaGuidance().get(0);
        assertThat(guide.hasTargetParkingSlot()).isFalse();
        assertThat(guide.drivePath().count()).isEqualTo(2);
    }
}
