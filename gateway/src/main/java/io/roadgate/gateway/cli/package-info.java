/** The commands of {@code ./roadgate}. */
package io.roadgate.gateway.cli;
