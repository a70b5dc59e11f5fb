/** The site file: read once, all its faults reported together, then frozen into records. */
package io.roadgate.gateway.config;
