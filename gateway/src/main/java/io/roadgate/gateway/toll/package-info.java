/** Witnesses of a passage become one toll record in whole fen; hazards, brokers and disks are not known here. */
package io.roadgate.gateway.toll;
