/**
 * Traffic in virtual time: lanes, the vehicles and the walker on them, what they are made to do, and the truth about
 * them.
 *
 * <p>Nothing here reads a clock or draws an unseeded random number, so a seed and a time give the same picture for
 * ever. Nothing here knows a device, a transport or a message: the emulators in {@code io.roadgate.sim.device} look at
 * {@link io.roadgate.sim.traffic.GroundTruth} and make bytes of it.
 */
package io.roadgate.sim.traffic;
