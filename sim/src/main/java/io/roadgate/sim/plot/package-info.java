/** Draws a scene and what the fusion made of it as one HTML file that needs no network. */
package io.roadgate.sim.plot;
