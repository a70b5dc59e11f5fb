package io.roadgate.gateway.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    private static final String LISTEN = "0A";

    @TempDir
    Path directory;

    @Test
    void shouldListenOnOneLoopbackPortOnlyAndLetItGo() throws IOException {
        Set<String> before = listeners();
        int port;
        try (EmbeddedBroker broker = new EmbeddedBroker(directory.resolve("b"), 0).start()) {
            port = broker.port();
            Set<String> added = listeners();
            added.removeAll(before);
            assertThat(added)
                    .hasSize(1)
                    .allMatch(address -> address.endsWith("0100007F:" + String.format("%04X", port)));
        }
        assertThat(listeners()).isEqualTo(before);
        try (EmbeddedBroker again = new EmbeddedBroker(directory.resolve("b"), port).start()) {
            assertThat(again.port()).isEqualTo(port);
        }
    }

    @Test
    void shouldSayThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedBroker broker = new EmbeddedBroker(directory, taken.getLocalPort())) {
            assertThatThrownBy(broker::start).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void shouldLeaveNoFilesElsewhere() throws IOException {
        Set<Path> before = filesNear();
        new EmbeddedBroker(directory.resolve("b"), 0).start().close();
        assertThat(filesNear()).isEqualTo(before);
    }

    private static Set<Path> filesNear() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return new TreeSet<>(files.toList());
        }
    }

    /** Listening TCP sockets of this process's network namespace that belong to this process. */
    private static Set<String> listeners() throws IOException {
        Set<String> inodes = new TreeSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    inodes.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        Set<String> listening = new TreeSet<>();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] columns = line.trim().split("\\s+", -1);
                if (columns.length > 9 && columns[3].equals(LISTEN) && inodes.contains("socket:[" + columns[9] + "]")) {
                    listening.add(columns[1]);
                }
            }
        }
        return listening;
    }
}
