/** Files of a scene for fusion: map and sensor frames as JSON in, tracks and events as JSON lines out. */
package io.roadgate.gateway.scene;
