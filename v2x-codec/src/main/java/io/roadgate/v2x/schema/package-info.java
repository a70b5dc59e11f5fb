/**
 * ASN.1 modules with everything resolved that the unaligned packed encoding needs: the contract between the reader of
 * module texts and whatever turns types into codecs, be it Java source or a run-time interpreter.
 *
 * <p>A {@link io.roadgate.v2x.schema.Schema} holds the {@link io.roadgate.v2x.schema.NamedType}s of all modules in the
 * order in which they are written. A type is a graph of {@link io.roadgate.v2x.schema.WireType}s: a member's type is
 * either a {@code NamedType}, which is a reference to a definition and the only way in which a graph can be circular, or
 * one of the structural types, when it is written in place or narrows a definition by a constraint. No constraint, value
 * reference, tag, parameter, {@code COMPONENTS OF} or class field is left: ranges are the effective ones, root members
 * stand in the order of their encoding, enumeration items and alternatives in the order of their index, and component
 * relations have become tables from key to type. Whoever reads it needs ITU-T X.691 only, not X.680 to X.683.
 *
 * <p>It knows no message and nothing outside the JDK.
 *
 * <p>Source: ITU-T X.680 to X.683 (02/2021) for what is resolved, X.691 (02/2021) for what is effective.
 */
package io.roadgate.v2x.schema;
