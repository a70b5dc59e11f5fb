package io.roadgate.sensor.rsu;

import io.roadgate.sensor.observation.ParticipantClass;
import java.util.Arrays;

/**
 * The class that a vehicle gives itself in a BSM, as ours.
 *
 * <p>Source: type BasicVehicleClass of the day1-2020 set (the table of SAE J2735): tens name the family, units the
 * kind.
 */
final class BsmClasses {
    private static final ParticipantClass[] CLASSES = table();

    private BsmClasses() {}

    private static ParticipantClass[] table() {
        ParticipantClass[] table = new ParticipantClass[256];
        Arrays.fill(table, ParticipantClass.UNKNOWN);
        table[1] = ParticipantClass.SPECIAL;
        Arrays.fill(table, 10, 20, ParticipantClass.CAR);
        // "Light truck" is what SAE calls vans, pick-ups and off-road cars.
        Arrays.fill(table, 20, 25, ParticipantClass.VAN);
        Arrays.fill(table, 25, 40, ParticipantClass.TRUCK);
        Arrays.fill(table, 40, 50, ParticipantClass.MOTORCYCLE);
        Arrays.fill(table, 50, 60, ParticipantClass.BUS);
        // An ambulance that is registered as paratransit.
        table[58] = ParticipantClass.EMERGENCY;
        Arrays.fill(table, 60, 70, ParticipantClass.EMERGENCY);
        Arrays.fill(table, 82, 87, ParticipantClass.PEDESTRIAN);
        table[85] = ParticipantClass.BICYCLE;
        table[93] = ParticipantClass.TRAILER;
        return table;
    }

    static ParticipantClass of(int classification) {
        return classification >= 0 && classification < CLASSES.length
                ? CLASSES[classification]
                : ParticipantClass.UNKNOWN;
    }
}
