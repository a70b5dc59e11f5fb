package io.roadgate.sim.traffic;

/**
 * A vehicle's ETC on-board unit and card, all of it synthetic.
 *
 * @param identity the vehicle; its {@code obuMac} is the unit's number.
 * @param vehicleClass code of JT/T 489-2019: passenger 0x01..0x04, truck 0x0B..0x10.
 * @param axles of the vehicle.
 * @param seatsOrKg seats of a passenger vehicle, permitted load of a truck.
 * @param contractSerial of the unit, 16 decimal digits.
 * @param cardNo of the card, 16 decimal digits.
 * @param feeFen what one passage costs it.
 */
public record TollAccount(
        Identity identity,
        int vehicleClass,
        int axles,
        int seatsOrKg,
        String contractSerial,
        String cardNo,
        long feeFen) {}
