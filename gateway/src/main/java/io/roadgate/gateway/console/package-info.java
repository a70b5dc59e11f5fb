/** What people look at: health now, pages later. Looks at every stage; no stage looks back. */
package io.roadgate.gateway.console;
