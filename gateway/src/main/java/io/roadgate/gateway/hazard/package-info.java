/** Rules that see the road picture, and the book that turns what they say into events: one rule is one file and one line. */
package io.roadgate.gateway.hazard;
