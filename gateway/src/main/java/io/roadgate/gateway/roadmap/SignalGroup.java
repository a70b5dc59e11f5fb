package io.roadgate.gateway.roadmap;

/**
 * A signal phase and who controls it.
 *
 * @param id phase, 1..255.
 * @param controller name of the controller.
 */
public record SignalGroup(int id, String controller) {}
