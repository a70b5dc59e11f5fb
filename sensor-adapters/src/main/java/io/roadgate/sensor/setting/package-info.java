/** Declared settings: a driver or rule names its own keys with unit, default and range; the site file is checked against them. */
package io.roadgate.sensor.setting;
