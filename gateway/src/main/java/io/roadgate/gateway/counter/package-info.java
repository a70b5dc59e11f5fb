/** Every counter of the gateway, each with a name and a meaning; any stage may count, all is shown in every summary. */
package io.roadgate.gateway.counter;
