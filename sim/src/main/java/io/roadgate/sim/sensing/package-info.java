/**
 * Models of roadside sensors that see recorded traffic and give the observations of a scene, with their noise, misses,
 * false detections, biases and delays.
 */
package io.roadgate.sim.sensing;
