/** The sites that scenes can be made of: roads, signals, demand, sensors and what the map says about them. */
package io.roadgate.sim.layout;
