/** How good this machine's clock is, by what the system tells: chrony, PTP, PPS, systemd. Off the data path. */
package io.roadgate.sensor.clock;
