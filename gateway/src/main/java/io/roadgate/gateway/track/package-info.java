/** Observations of all sensors become tracks in metres of the site plane; lanes, hazards and tolls are not known here. */
package io.roadgate.gateway.track;
