package io.roadgate.v2x.asn1;

/**
 * A range or a size as written behind a type.
 *
 * @param lower the lower end, null for MIN
 * @param upper the upper end, null for MAX
 * @param extensible whether an extension marker follows
 */
record Constraint(SourcePosition at, Bound lower, Bound upper, boolean extensible) {}
