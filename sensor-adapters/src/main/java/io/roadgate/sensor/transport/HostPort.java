package io.roadgate.sensor.transport;

/**
 * A peer as the site file names it.
 *
 * @param host name or address; an IPv6 address stands in brackets.
 * @param port 1..65535.
 */
record HostPort(String host, int port) {
    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException when it is not one; at construction only.
     */
    static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("must be host:port, is '" + text + "'");
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1..65535, is '" + text + "'");
        }
        String host = text.substring(0, colon);
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        return new HostPort(isBracketed ? host.substring(1, host.length() - 1) : host, port);
    }
}
