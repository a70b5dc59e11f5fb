package io.roadgate.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.roadgate.gateway.doctor.OpenFiles.Holder;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the real /proc: this JVM holds the files, the one that asks takes itself for another. */
class OpenFilesTest {
    private static final Path PROC = Path.of("/proc");
    private static final long NOBODY = -1;

    private final OpenFiles openFiles = new OpenFiles(PROC, NOBODY);

    @BeforeEach
    void needsProc() {
        assumeTrue(Files.isDirectory(PROC.resolve("self/fd")));
    }

    private static List<Long> pids(List<Holder> holders) {
        return holders.stream().map(Holder::pid).toList();
    }

    @Test
    void shouldFindWhoHasAFileOpenThroughALink(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("ttyUSB7"));
        Path link = Files.createSymbolicLink(folder.resolve("by-id"), file);
        assertThat(openFiles.holdersOf(link)).isEmpty();
        try (FileChannel open = FileChannel.open(file)) {
            assertThat(open.isOpen()).isTrue();
            List<Holder> holders = openFiles.holdersOf(link);
            assertThat(pids(holders)).containsExactly(ProcessHandle.current().pid());
            assertThat(OpenFiles.inWords(holders))
                    .contains("process " + ProcessHandle.current().pid());
            assertThat(new OpenFiles().holdersOf(link)).as("itself not counted").isEmpty();
        }
        assertThat(openFiles.holdersOf(folder.resolve("none"))).isEmpty();
    }

    @Test
    void shouldFindWhoListensOnAPort() throws IOException {
        long self = ProcessHandle.current().pid();
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThat(pids(openFiles.holdersOfPort(true, tcp.getLocalPort()))).containsExactly(self);
            assertThat(pids(openFiles.holdersOfPort(false, udp.getLocalPort()))).containsExactly(self);
            assertThat(openFiles.holdersOfPort(true, 1)).isEmpty();
        }
    }
}
