/** The record that every sensor is turned into (SBE, {@code src/main/sbe/observation.xml}) and the door through which it leaves a driver. */
package io.roadgate.sensor.observation;
