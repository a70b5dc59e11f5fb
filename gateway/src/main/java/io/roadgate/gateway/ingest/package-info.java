/** Polls each transport into its driver, and gives fusion its clock. */
package io.roadgate.gateway.ingest;
