/** Roadside units: messages of vehicles up, messages of the gateway down. */
package io.roadgate.sensor.rsu;
