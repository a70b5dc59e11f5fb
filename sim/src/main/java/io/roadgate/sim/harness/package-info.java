/** Drives a gateway with the simulator and holds what it published against the truth; alone in this module it knows the gateway. */
package io.roadgate.sim.harness;
