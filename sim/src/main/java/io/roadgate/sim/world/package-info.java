/**
 * Microscopic traffic on lanes given as curves: car following, lane changes, merging, signals, crosswalks, people on
 * foot, and scripted hazards. The same seed gives the same traffic to the last bit.
 */
package io.roadgate.sim.world;
