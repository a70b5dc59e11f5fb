/** The commands; they look at every part of the gateway, and no part looks back. */
package io.roadgate.gateway.cli;
