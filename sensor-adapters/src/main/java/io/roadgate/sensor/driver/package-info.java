/** One device's protocol each: bytes in, observations out. A new device is a file here and a line in {@code DriverKind}. */
package io.roadgate.sensor.driver;
