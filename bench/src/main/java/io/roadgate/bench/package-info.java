/** Benchmarks and their command; nothing imports this module. */
package io.roadgate.bench;
