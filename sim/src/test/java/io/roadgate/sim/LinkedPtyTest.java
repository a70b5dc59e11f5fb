package io.roadgate.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roadgate.sim.device.SerialLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bytes through a real pseudo-terminal. */
@Timeout(30)
class LinkedPtyTest {
    @TempDir
    Path directory;

    @BeforeAll
    static void needSocat() {
        if (!LinkedPty.isAvailable()) {
            System.err.println("SKIPPED: socat is missing; on Debian: apt-get install socat");
        }
        Assumptions.assumeTrue(LinkedPty.isAvailable(), "socat is missing");
    }

    private LinkedPty open() throws IOException {
        return LinkedPty.open(directory.resolve("device"), directory.resolve("host"));
    }

    private static String read(FileChannel in, int lengthBytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(lengthBytes);
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = in.read(buffer);
        }
        return new String(buffer.array(), 0, buffer.position(), US_ASCII);
    }

    @Test
    void shouldCarryBytesUnchangedBothWays() throws IOException {
        try (LinkedPty pty = open();
                SerialLine line = new SerialLine(pty.deviceEnd());
                FileChannel host = FileChannel.open(pty.hostEnd(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            line.start();
            line.send("t60A405FFFD10\r\n\u0003\u0011".getBytes(US_ASCII));
            assertThat(read(host, 17)).isEqualTo("t60A405FFFD10\r\n\u0003\u0011");
            host.write(ByteBuffer.wrap("C\rS6\rO\r".getBytes(US_ASCII)));
            await().until(() -> line.bytesReceived() == 7);
        }
    }

    @Test
    void shouldSurviveBeingUnpluggedAndPluggedIn() throws IOException {
        try (LinkedPty pty = open();
                SerialLine line = new SerialLine(pty.deviceEnd())) {
            line.start();
            pty.unplug();
            assertThat(Files.exists(pty.hostEnd())).isFalse();
            await().until(() -> {
                line.send(new byte[] {'x'});
                return line.dropped() > 0;
            });
            assertThat(Files.exists(pty.deviceEnd())).isFalse();
            pty.replug();
            try (FileChannel host = FileChannel.open(pty.hostEnd(), StandardOpenOption.READ)) {
                line.send("again".getBytes(US_ASCII));
                await().until(() -> {
                    line.send("+".getBytes(US_ASCII));
                    return !read(host, 1).isEmpty();
                });
            }
        }
    }

    @Test
    void shouldRemoveItsEndsWhenClosed() throws IOException {
        LinkedPty pty = open();
        assertThat(Files.exists(pty.deviceEnd())).isTrue();
        pty.close();
        pty.close();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldRefuseAPathThatSocatWouldMisread() {
        assertThatThrownBy(() -> LinkedPty.open(directory.resolve("a,b"), directory.resolve("host")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldSayWhichLineIsMissing() {
        SerialLine line = new SerialLine(directory.resolve("nothing"));
        assertThatThrownBy(line::start).isInstanceOf(IOException.class).hasMessageContaining("nothing");
    }
}
