/** The only place where the units of the wire become ours and back. It knows no message. */
package io.roadgate.v2x.units;
