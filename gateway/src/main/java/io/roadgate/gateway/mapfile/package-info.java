/** Files and messages that hold a map → {@code gateway.roadmap}, and back; what a format cannot hold is told. */
package io.roadgate.gateway.mapfile;
