/**
 * The little of HTTP/1.1 that devices need which tell events over it: a request and its endless answer, or requests of
 * the device's own. Allocates per message: no fast path.
 */
package io.roadgate.sensor.http;
