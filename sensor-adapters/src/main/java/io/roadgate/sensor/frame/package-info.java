/**
 * What a device's bytes are before anyone knows what they mean: a piece of a buffer and the instant of its arrival, the
 * one CAN frame and the table of forms in which it comes over a wire, and the table of what can be wrong.
 */
package io.roadgate.sensor.frame;
