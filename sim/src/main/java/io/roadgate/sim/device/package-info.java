/**
 * Emulated devices: the truth in, the bytes of a real device out, on the transport that the device has.
 *
 * <p>Written from the layouts in {@code shared/sensors} and not from the drivers. Of module {@code sensor-adapters}
 * only the generated camera messages and the site plane are used here.
 */
package io.roadgate.sim.device;
