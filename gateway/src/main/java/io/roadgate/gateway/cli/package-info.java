/** The commands of the launcher: they look at all of the gateway, nothing looks back. */
package io.roadgate.gateway.cli;
