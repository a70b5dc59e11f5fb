/** An MQTT broker in the gateway's own process, for the demo, the tests and single-box sites; Artemis is known here only. */
package io.roadgate.gateway.broker;
