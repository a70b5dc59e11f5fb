/** What every message on the air needs: places as offsets from the site, message counts, periods. Knows no records. */
package io.roadgate.gateway.message;
