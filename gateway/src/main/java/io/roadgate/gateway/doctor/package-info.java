/** What is attached to this machine, whether each configured device is heard, and what to do if not. */
package io.roadgate.gateway.doctor;
