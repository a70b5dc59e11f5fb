/** What every driver is: its contract, what it is given, its way back to the device. */
package io.roadgate.sensor.driver;
