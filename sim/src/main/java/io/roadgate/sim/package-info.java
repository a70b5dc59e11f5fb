/**
 * The simulator: traffic of a scenario, seen by emulated devices, which speak their bytes on real transports.
 *
 * <p>An emulator knows neither drivers nor the gateway, so that a driver's error is not mirrored by the model that
 * tests it.
 */
package io.roadgate.sim;
