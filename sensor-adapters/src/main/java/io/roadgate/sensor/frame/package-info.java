/**
 * What a device's bytes are before anyone knows what they mean: a piece of a buffer and the instant of its arrival, and
 * the table of what can be wrong with it.
 */
package io.roadgate.sensor.frame;
