/**
 * Bytes from and to a wire: serial lines, UDP, TCP, CAN interfaces and logs. Each opens, loses and reopens its link on its
 * own.
 *
 * <p>Serial lines go through jSerialComm, CAN through JavaCAN, the network through Netty: one event loop for all network
 * links of a site, on native epoll where the platform has it.
 */
package io.roadgate.sensor.transport;
