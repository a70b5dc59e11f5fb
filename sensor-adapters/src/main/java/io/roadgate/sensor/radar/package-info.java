/** Radars: CAN frames or bytes in, object lists assembled, observations out. */
package io.roadgate.sensor.radar;
