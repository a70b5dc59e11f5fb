/** ETC antennas: frames of the lane dialogue, assembled to transactions. */
package io.roadgate.sensor.etc;
