/** The rings between stages: one writer, one reader, full is a return value. What a record means is nobody's business here. */
package io.roadgate.gateway.ring;
