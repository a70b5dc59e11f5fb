package io.roadgate.sim.traffic;

/**
 * What stays with a road user however often he passes: numbers, plate and equipment.
 *
 * @param id of the participant, unique in the scenario, from 1.
 * @param kind what it is.
 * @param plate UTF-8 text, synthetic; empty for those that wear none.
 * @param plateColour of that plate.
 * @param obuMac ETC on-board unit number, 8 hexadecimal digits; empty when it has none.
 * @param bsmId temporary id of its V2X unit, 8 ASCII characters; empty when it is not connected.
 */
public record Identity(
        int id, ParticipantKind kind, String plate, PlateColour plateColour, String obuMac, String bsmId) {
    /** Whether it tells about itself over V2X. */
    public boolean isConnected() {
        return !bsmId.isEmpty();
    }
}
