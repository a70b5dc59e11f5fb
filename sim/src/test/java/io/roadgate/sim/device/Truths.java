package io.roadgate.sim.device;

import io.roadgate.sim.traffic.GroundTruth;
import io.roadgate.sim.traffic.Identity;
import io.roadgate.sim.traffic.Participant;
import io.roadgate.sim.traffic.ParticipantKind;
import io.roadgate.sim.traffic.PlateColour;
import io.roadgate.sim.traffic.TollAccount;
import io.roadgate.sim.traffic.TollPassage;
import java.util.List;

/** Small truths for the tests of devices. */
final class Truths {
    /** 2025-11-25 09:00:37 in Beijing. */
    static final long AT_NS = 1_764_032_437_000_000_000L;

    private Truths() {}

    static GroundTruth of(long atNs, Participant... participants) {
        return new GroundTruth(atNs, List.of(participants));
    }

    /** A connected car that drives east. */
    static Participant car(int id, double eastM, double northM, double speedMps, double accelMps2) {
        Identity identity =
                new Identity(id, ParticipantKind.CAR, "渝A12345", PlateColour.BLUE, "", String.format("LJ%06d", id));
        return new Participant(identity, 1, eastM, northM, 0, speedMps, accelMps2, Math.PI / 2, accelMps2 <= -4);
    }

    static TollPassage passage(String obuMac) {
        Identity identity = new Identity(9, ParticipantKind.CAR, "渝A12345", PlateColour.BLUE, obuMac, "");
        TollAccount account = new TollAccount(identity, 1, 2, 5, "5001833475453171", "1644250682224638", 950);
        return new TollPassage(1, account, AT_NS, 950, 50_000, 49_050, 7_001, 121, 0xDCDA26FB);
    }
}
