/** What enters and leaves fusion (SBE, {@code src/main/sbe/record.xml}), the kinds of events, and how a record is handed on. */
package io.roadgate.gateway.record;
