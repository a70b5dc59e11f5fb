package io.roadgate.sensor.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** What an exception of a link means to the one who has to mend it: one row each, the first that fits counts. */
final class LinkTrouble {
    private static final List<Row> ROWS = List.of(
            new Row(
                    UnknownHostException.class,
                    "",
                    "no address is known for this name: check it, or write the address"),
            new Row(
                    ConnectException.class,
                    "refused",
                    "nothing listens there: is the device on, are address and port right?"),
            new Row(
                    ConnectException.class,
                    "timed out",
                    "no answer: is the device on and in this network, does a firewall stand between?"),
            new Row(
                    IOException.class,
                    "no route to host",
                    "no way there: is the device on, is the network cable in, are address and netmask right?"),
            new Row(
                    IOException.class,
                    "in use",
                    "another program has this port: stop it, or choose another port in the site file"),
            new Row(
                    IOException.class,
                    "assign requested",
                    "this machine does not have that local address: write one that it has, or 0.0.0.0"),
            new Row(
                    IOException.class,
                    "permission denied",
                    "ports below 1024 are for root: choose a higher one, or allow it (CAP_NET_BIND_SERVICE)"),
            new Row(
                    IOException.class,
                    "network is unreachable",
                    "this machine has no way to that network: is its cable in, does it have an address there?"),
            new Row(
                    SSLException.class,
                    "empty client certificate",
                    "the device showed no certificate: give it one from the authority in tlsCaFile"),
            new Row(
                    SSLException.class,
                    "unable to find valid certification path",
                    "the device's certificate is not from the authority in tlsCaFile"),
            new Row(SSLException.class, "validity check failed", "the certificate has expired (or a clock is wrong)"),
            new Row(SSLException.class, "expired", "the certificate has expired (or a clock is wrong)"),
            new Row(SSLException.class, "not an ssl/tls record", "the other side does not speak TLS"),
            new Row(
                    SSLException.class,
                    "no subject alternative",
                    "the certificate is for another name: set tlsName to the one that stands in it"),
            // Alerts last: newer JDKs name the alert in front of their own verdict, too.
            new Row(
                    SSLException.class,
                    "certificate_required",
                    "the other side wants our certificate: set tlsCertFile"),
            new Row(
                    SSLException.class,
                    "bad_certificate",
                    "the other side does not accept our certificate: is it from the authority that it trusts?"),
            new Row(
                    SSLException.class,
                    "certificate_unknown",
                    "the other side does not know who signed our certificate: give it our authority's"));

    private LinkTrouble() {}

    /** One kind of exception, by a part of its message in lower case. */
    private record Row(Class<? extends Throwable> kind, String part, String meaning) {
        boolean fits(Throwable cause) {
            return kind.isInstance(cause)
                    && text(cause).toLowerCase(Locale.ROOT).contains(part);
        }
    }

    /** In one line: what the system says, and what it usually means. */
    static String of(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause() == at ? null : at.getCause()) {
            for (Row row : ROWS) {
                if (row.fits(at)) {
                    return text(at) + ": " + row.meaning();
                }
            }
        }
        return cause instanceof SSLException ? "TLS: " + text(cause) : text(cause);
    }

    private static String text(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
