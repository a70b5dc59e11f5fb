/**
 * The runtime of the unaligned packed encoding rules: bits in and out of a buffer, and the string values.
 *
 * <p>Nothing here throws or allocates on the message path. A fault is kept as a code with the offset of the bit where it
 * was found, and everything read after it is zero. It knows no message.
 */
package io.roadgate.v2x.uper;
