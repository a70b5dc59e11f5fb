/** ETC antennas: framings and layouts as tables, the lane dialogue assembled to transactions, and its control. */
package io.roadgate.sensor.etc;
