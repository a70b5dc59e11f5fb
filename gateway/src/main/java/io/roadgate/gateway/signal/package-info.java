/** What the signals of the site show now, since when, and until when as far as their controllers say. */
package io.roadgate.gateway.signal;
