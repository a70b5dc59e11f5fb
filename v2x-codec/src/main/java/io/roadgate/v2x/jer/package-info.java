/**
 * Messages as JSON (ITU-T X.697 with the conventions of our vectors), over Jackson's streaming API.
 *
 * <p>For tools and tests, not for the message path: it allocates, and throws on bad input. It knows no message.
 */
package io.roadgate.v2x.jer;
