/** The lanes of the site as flat geometry, and which lane a place belongs to; tracks and hazards are not known here. */
package io.roadgate.gateway.roadmap;
