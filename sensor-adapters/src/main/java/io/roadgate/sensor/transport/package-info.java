/** Bytes from and to a wire: serial lines, UDP, TCP. Each opens, loses and reopens its link on its own. */
package io.roadgate.sensor.transport;
