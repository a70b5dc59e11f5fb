package io.roadgate.v2x.asn1;

import java.math.BigInteger;

/** An end of a range as written: a number, or the name of a value that stands elsewhere. */
record Bound(SourcePosition at, BigInteger number, String reference) {}
