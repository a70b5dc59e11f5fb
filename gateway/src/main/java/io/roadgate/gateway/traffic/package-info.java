/** What the lanes carry: passages, speeds, densities, queues, travel times and turns from tracks on lanes; no messages out. */
package io.roadgate.gateway.traffic;
