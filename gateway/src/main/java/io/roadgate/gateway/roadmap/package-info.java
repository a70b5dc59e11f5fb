/**
 * The map of the site as flat geometry: lanes, zones, conflicts, and which lane a place belongs to; tracks and hazards are
 * not known here, nor files ({@code gateway.mapfile} reads those).
 */
package io.roadgate.gateway.roadmap;
