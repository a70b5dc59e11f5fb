/** What the roadside does for vehicles and centres: the picture, signals and requests → messages and records, one file per service. */
package io.roadgate.gateway.service;
