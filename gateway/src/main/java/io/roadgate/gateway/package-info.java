/** The gateway's main: builds the stages, wires them with rings, starts and stops them. No logic of its own. */
package io.roadgate.gateway;
