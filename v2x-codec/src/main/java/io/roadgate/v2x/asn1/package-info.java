/**
 * The ASN.1 compiler: reads modules, resolves names and bounds, emits plain Java for the unaligned packed encoding.
 *
 * <p>It knows no message and nothing outside the JDK: the build compiles this package first and runs it on our own
 * modules. Whatever it does not support it refuses with file, line and reason.
 */
package io.roadgate.v2x.asn1;
