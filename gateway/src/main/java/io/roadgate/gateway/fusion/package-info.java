/** The fusion stage: a deterministic function from input records to events, and the agent that feeds it from rings. */
package io.roadgate.gateway.fusion;
