/**
 * From records to everybody outside: cloud payloads and topics over MQTT, UPER over the RSU, and what comes down.
 *
 * <p>Thread: {@link io.roadgate.gateway.publish.PublishAgent} is the only one that touches lanes, outboxes and writers.
 * Paho calls back on threads of its own; a callback copies bytes into its link's ring and returns. Connecting blocks and
 * has a thread per link.
 */
package io.roadgate.gateway.publish;
