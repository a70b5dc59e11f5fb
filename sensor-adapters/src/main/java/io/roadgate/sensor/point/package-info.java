/** Sensors of one spot: ultrasonic occupancy of a bay or a barrier, inclination of a gantry or a bridge. */
package io.roadgate.sensor.point;
