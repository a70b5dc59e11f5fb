/** CAN databases (DBC): read, checked, compiled into decoders that allocate nothing; and the driver that a mapping file steers. */
package io.roadgate.sensor.dbc;
