/** Signal controllers: what each phase shows and for how long, from SPAT messages or from documented JSON. */
package io.roadgate.sensor.signal;
