/** Makes a scene: a layout filled with traffic and hazards, seen by sensors, written as files. */
package io.roadgate.sim.making;
