/** The site's own satellite receiver: NMEA 0183 and RTCM 3 on one wire, and what they say of the site's place and clock. */
package io.roadgate.sensor.gnss;
