/** What cooperation stands on: who is ahead of whom, what vehicles intend, platoons, safe gaps and passing orders; no messages out. */
package io.roadgate.gateway.cooperation;
