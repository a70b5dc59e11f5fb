/** The table of every device that Roadgate can be wired to. */
package io.roadgate.sensor.device;
