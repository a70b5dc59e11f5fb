package io.roadgate.gateway.broker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.slf4j.LoggerFactory;

/**
 * Artemis in this process: MQTT 3.1.1 and 5 on one port of 127.0.0.1, nothing kept, no passwords.
 *
 * <p>It listens on the loopback address only, because whoever reaches it may read and write everything. All its files lie
 * under the directory that it is given. When a subscriber does not keep up, the address's publisher is slowed down, not
 * dropped.
 *
 * <p>Errors: {@link #start} throws {@link IllegalStateException} when the port is taken or the broker does not come up.
 *
 * <p>Thread: any one.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String ACCEPTOR = "mqtt";
    private static final long MOST_BYTES_PER_ADDRESS = 64L * 1024 * 1024;
    private static final long EXPIRY_SCAN_MS = 1_000;
    private static final long ADDRESS_SCAN_MS = 30_000;
    private static final long START_TIMEOUT_MS = 30_000;
    private static final List<String> TALKATIVE = List.of("org.apache.activemq", "org.apache.artemis", "io.netty");

    private final Path directory;
    private final int wantedPort;
    private ActiveMQServer server;
    private int port;

    /**
     * A broker that is not started yet.
     *
     * @param directory for all its files; made when missing.
     * @param port 0 = a free one.
     */
    public EmbeddedBroker(Path directory, int port) {
        this.directory = directory;
        this.wantedPort = port;
    }

    /** Starts and waits until clients can connect. */
    public EmbeddedBroker start() {
        quieten();
        // Artemis would wait for half a minute before it says that a port is taken.
        port = bindable(wantedPort);
        server = new ActiveMQServerImpl(configuration());
        try {
            server.start();
            if (!server.waitForActivation(START_TIMEOUT_MS, TimeUnit.MILLISECONDS) || !isListening()) {
                throw new IllegalStateException("the broker does not listen on " + uri());
            }
        } catch (IllegalStateException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new IllegalStateException("the broker does not start on " + uri(), e);
        }
        return this;
    }

    /** Port that it listens on; 0 before the start. */
    public int port() {
        return port;
    }

    /** Where clients connect. */
    public URI uri() {
        return URI.create("tcp://" + HOST + ":" + port);
    }

    /** Stops and lets go of the port. */
    @Override
    public void close() {
        if (server == null) {
            return;
        }
        try {
            server.stop();
        } catch (Exception e) {
            LoggerFactory.getLogger(EmbeddedBroker.class).warn("the broker did not stop cleanly", e);
        }
        server = null;
    }

    private boolean isListening() {
        return server.getRemotingService().getAcceptor(ACCEPTOR) != null
                && server.getRemotingService().getAcceptor(ACCEPTOR).isStarted();
    }

    private Configuration configuration() {
        try {
            Configuration configuration = new ConfigurationImpl()
                    .setName("roadgate")
                    .setPersistenceEnabled(false)
                    .setSecurityEnabled(false)
                    .setJMXManagementEnabled(false)
                    .setMessageCounterEnabled(false)
                    .setGracefulShutdownEnabled(false)
                    .setJournalType(JournalType.NIO)
                    .setJournalDirectory(under("journal"))
                    .setBindingsDirectory(under("bindings"))
                    .setPagingDirectory(under("paging"))
                    .setLargeMessagesDirectory(under("large"))
                    .setNodeManagerLockDirectory(under("lock"))
                    .setMessageExpiryScanPeriod(EXPIRY_SCAN_MS)
                    .setAddressQueueScanPeriod(ADDRESS_SCAN_MS)
                    .setCriticalAnalyzer(false)
                    // The disk is nobody's business without persistence.
                    .setMaxDiskUsage(-1)
                    .addAddressSetting("#", addressSettings());
            configuration.setBrokerInstance(directory.toFile());
            // Epoll would unpack a native library into the system's temporary directory.
            configuration.addAcceptorConfiguration(
                    ACCEPTOR, "tcp://" + HOST + ":" + port + "?protocols=MQTT;useEpoll=false;tcpNoDelay=true");
            return configuration;
        } catch (Exception e) {
            throw new IllegalStateException("the broker's configuration is wrong", e);
        }
    }

    private static AddressSettings addressSettings() {
        return new AddressSettings()
                .setMaxSizeBytes(MOST_BYTES_PER_ADDRESS)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.BLOCK)
                .setAutoCreateDeadLetterResources(false)
                .setAutoCreateExpiryResources(false);
    }

    private String under(String name) {
        return directory.resolve(name).toAbsolutePath().toString();
    }

    private static void quieten() {
        for (String name : TALKATIVE) {
            if (LoggerFactory.getLogger(name) instanceof Logger logger) {
                logger.setLevel(Level.ERROR);
            }
        }
    }

    private static int bindable(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("port " + port + " of " + HOST + " is taken", e);
        }
    }
}
