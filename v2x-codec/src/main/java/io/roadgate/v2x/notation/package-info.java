/**
 * Reads ASN.1 module texts and resolves them to a {@link io.roadgate.v2x.schema.Schema}.
 *
 * <p>{@link io.roadgate.v2x.notation.SchemaReader} is the way in. A text becomes tokens, tokens become the syntax of
 * modules, types and constraints; values, objects and object sets stay tokens until the type or class that governs them
 * is known. Then names are looked up module by module, parameters are put in place, and each type becomes what its
 * encoding needs. Whatever is not supported is refused with file, line and reason.
 *
 * <p>It knows no message and nothing outside the JDK.
 *
 * <p>Source: ITU-T X.680, X.681, X.682, X.683 (02/2021).
 */
package io.roadgate.v2x.notation;
