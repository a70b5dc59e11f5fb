/**
 * A codec for any type of a {@link io.roadgate.v2x.schema.Schema}, without generated classes: bits to JSON and back.
 *
 * <p>For tools, tests and message sets that no build knows; it allocates, and throws its one declared fault. The message
 * path uses the generated classes. {@link io.roadgate.v2x.interpret.Interpreter} is the way in.
 *
 * <p>A value in between is a tree: Map, List, String, Long or BigInteger, Double, Boolean and
 * {@link io.roadgate.v2x.schema.NullConstant}, shaped as in JSON by the conventions of {@code shared/v2x/README.md}.
 *
 * <p>Members with DEFAULT: one that is absent on the wire is absent in JSON, and the other way round; one that is given
 * although it equals its default is left out if its type is simple (X.691 clause 19.5), and written if it is not, so that
 * what was received is what is sent.
 */
package io.roadgate.v2x.interpret;
