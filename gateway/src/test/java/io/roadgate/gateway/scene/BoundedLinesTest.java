package io.roadgate.gateway.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
    @Test
    void shouldTellLinesAndWhichWereTooLong() throws IOException {
        BoundedLines lines = new BoundedLines(new StringReader("ab\r\n\nabcdef\ncd\n\r\nlast"), 4);
        assertThat(lines.next()).isEqualTo("ab");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.isTooLong()).isFalse();
        assertThat(lines.next()).isEmpty();
        assertThat(lines.isTooLong()).isTrue();
        assertThat(lines.next()).isEqualTo("cd");
        assertThat(lines.isTooLong()).isFalse();
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEqualTo("last");
        assertThat(lines.next()).isNull();
    }

    @Test
    void shouldGoOnOverTheEndOfAChunk() throws IOException {
        String longLine = "x".repeat(40_000);
        BoundedLines lines = new BoundedLines(new StringReader(longLine + "\n" + longLine), 40_000);
        assertThat(lines.next()).isEqualTo(longLine);
        assertThat(lines.next()).isEqualTo(longLine);
        assertThat(lines.next()).isNull();
    }
}
