/** Scores of tracks and events against the truth of a scene, and the hazards that are in a truth. */
package io.roadgate.sim.score;
