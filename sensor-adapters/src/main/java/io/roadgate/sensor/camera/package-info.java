/** Cameras: pictures with their detections and plates. */
package io.roadgate.sensor.camera;
