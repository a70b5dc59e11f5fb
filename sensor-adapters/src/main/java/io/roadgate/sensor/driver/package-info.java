/**
 * What every driver is: its contract, what it is given, its way back to the device. A device on a CAN bus has a contract
 * of its own, in frames instead of bytes, and shares the port of its bus.
 */
package io.roadgate.sensor.driver;
