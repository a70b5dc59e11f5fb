/**
 * The facade of the codec: which messages there are, and one object that decodes and encodes them.
 *
 * <p>It speaks in the standard's own fields and units and knows no sensor, clock or transport.
 */
package io.roadgate.v2x.message;
