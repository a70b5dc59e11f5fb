/**
 * Bytes from and to a wire: serial lines, UDP, TCP, CAN interfaces and logs. Each opens, loses and reopens its link on its
 * own.
 *
 * <p>Serial lines go through jSerialComm, CAN through JavaCAN, the network through Netty on Java NIO: one event loop for
 * all network links of a site, since Netty's native epoll is not in every registry that Roadgate is built from.
 */
package io.roadgate.sensor.transport;
