/**
 * Writes the types of a schema as Java classes that decode and encode themselves: one class for each SEQUENCE, SET, CHOICE,
 * list and table of open types, and one with constants for each list of names.
 *
 * <p>It runs at build time, knows no message, and refuses what it cannot write with file, line and reason.
 */
package io.roadgate.v2x.emit;
