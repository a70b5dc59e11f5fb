/** Files of a fusion scene: map, observations, truth, true assignment and hazards, as records that read and write them. */
package io.roadgate.sim.scene;
