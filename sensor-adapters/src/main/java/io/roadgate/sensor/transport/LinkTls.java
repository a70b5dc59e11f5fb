package io.roadgate.sensor.transport;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * TLS 1.2 and 1.3 for a TCP link, with certificates on either side, by the JDK's own implementation.
 *
 * <p>When we connect, the device must show a certificate for its name from the authority in {@code tlsCaFile} (without
 * one, from any that the JDK trusts), and we show {@code tlsCertFile} when it asks. When we listen, we show
 * {@code tlsCertFile}, and with {@code tlsCaFile} only devices with a certificate from there are let in.
 */
final class LinkTls {
    /** Keys of the site file. */
    static final List<Setting> SETTINGS = List.of(
            Setting.flag("tls", false, "encrypt and authenticate the link (TLS 1.2, 1.3)"),
            Setting.text("tlsCaFile", "", "PEM file: who may sign the device's certificate; empty = the JDK's list"),
            Setting.text("tlsCertFile", "", "PEM file: our own certificate and its chain; needed to listen"),
            Setting.text("tlsKeyFile", "", "PEM file: our private key, PKCS#8, not encrypted"),
            Setting.text("tlsName", "", "the name that the device's certificate must be for; empty = host"));

    private static final int HANDSHAKE_LIMIT_MS = 5_000;

    private final SslContext context;
    private final boolean isServer;
    private final String peerName;
    private final int port;

    private LinkTls(SslContext context, boolean isServer, String peerName, int port) {
        this.context = context;
        this.isServer = isServer;
        this.peerName = peerName;
        this.port = port;
    }

    /** What is wrong with the keys above: {@code key what}. */
    static List<String> faultsOf(Settings settings) {
        List<String> faults = new ArrayList<>();
        boolean isOn = settings.flag("tls");
        for (String key : List.of("tlsCaFile", "tlsCertFile", "tlsKeyFile")) {
            String path = settings.text(key);
            if (!path.isEmpty() && !isOn) {
                faults.add(key + " has no effect without tls: true");
            } else if (!path.isEmpty() && !new File(path).canRead()) {
                faults.add(key + " cannot be read: " + path);
            }
        }
        if (settings.text("tlsCertFile").isEmpty()
                != settings.text("tlsKeyFile").isEmpty()) {
            faults.add("tlsCertFile must come with tlsKeyFile, they belong together");
        }
        boolean isServer = "listen".equals(settings.text("mode"));
        if (isOn && isServer && settings.text("tlsCertFile").isEmpty()) {
            faults.add("tlsCertFile is missing: whoever listens with TLS shows a certificate");
        }
        if (isOn && faults.isEmpty()) {
            try {
                of(settings);
            } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
            }
        }
        return faults;
    }

    /**
     * TLS as the settings want it; {@code null} when they want none.
     *
     * @throws IllegalArgumentException when a file cannot be used.
     */
    static LinkTls of(Settings settings) {
        if (!settings.flag("tls")) {
            return null;
        }
        boolean isServer = "listen".equals(settings.text("mode"));
        File certificate = file(settings.text("tlsCertFile"));
        File key = file(settings.text("tlsKeyFile"));
        File authority = file(settings.text("tlsCaFile"));
        String name = settings.text("tlsName").isEmpty() ? settings.text("host") : settings.text("tlsName");
        try {
            SslContextBuilder builder = isServer
                    ? SslContextBuilder.forServer(certificate, key)
                            .clientAuth(authority == null ? ClientAuth.NONE : ClientAuth.REQUIRE)
                    : SslContextBuilder.forClient().keyManager(certificate, key).endpointIdentificationAlgorithm(null);
            builder.sslProvider(SslProvider.JDK).protocols("TLSv1.3", "TLSv1.2");
            if (authority != null) {
                builder.trustManager(authority);
            }
            return new LinkTls(builder.build(), isServer, name, settings.integer("port"));
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "tls certificate, key or authority cannot be used (PEM, the key as PKCS#8: openssl pkcs8 -topk8"
                            + " -nocrypt): " + reason(e),
                    e);
        }
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private static File file(String path) {
        return path.isEmpty() ? null : new File(path);
    }

    /** The handler of one connection. */
    SslHandler handler(Channel channel) {
        SslHandler handler =
                isServer ? context.newHandler(channel.alloc()) : context.newHandler(channel.alloc(), peerName, port);
        handler.setHandshakeTimeoutMillis(HANDSHAKE_LIMIT_MS);
        if (!isServer) {
            SSLEngine engine = handler.engine();
            SSLParameters parameters = engine.getSSLParameters();
            // As in RFC 2818, which is not only for the web: the certificate must be for the name we connected to.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return handler;
    }
}
