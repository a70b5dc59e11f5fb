package io.roadgate.sim.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** mosquitto_sub: an MQTT client that is not ours, which writes each message as one line. */
final class ForeignClient implements AutoCloseable {
    private static final int FIELDS = 5;

    /**
     * One message as mosquitto_sub wrote it.
     *
     * @param expiryS seconds that it has left to live; empty = for ever.
     * @param payloadHex two hexadecimal digits for each octet.
     */
    record Message(String topic, boolean isRetained, String expiryS, String contentType, String payloadHex) {
        byte[] payload() {
            return HexFormat.of().parseHex(payloadHex);
        }

        private static Message parse(String line) {
            String[] parts = line.split("\\|", -1);
            if (parts.length != FIELDS) {
                throw new IllegalStateException("not a line of mosquitto_sub: " + line);
            }
            return new Message(parts[0], parts[1].equals("1"), parts[2], parts[3], parts[4]);
        }
    }

    private final Path output;
    private final List<String> command;
    private final BooleanSupplier isWanted;
    private final Thread keeper = new Thread(this::keep, "mosquitto-sub-keeper");
    private volatile Process process;
    private volatile boolean isClosed;

    /** Subscribes as soon as there is a broker; tries as long as {@code isWanted}. */
    ForeignClient(int port, String topic, Path output, BooleanSupplier isWanted) {
        this.output = output;
        this.isWanted = isWanted;
        command = List.of(
                Machine.MOSQUITTO_SUB.toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-V",
                "mqttv5",
                "-q",
                "1",
                "-t",
                topic,
                "-F",
                "%t|%r|%E|%C|%x");
        keeper.setDaemon(true);
        keeper.start();
    }

    /** All messages that are complete lines by now. */
    List<Message> messages() throws IOException {
        if (!Files.exists(output)) {
            return List.of();
        }
        String text = Files.readString(output);
        try (Stream<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines()) {
            return lines.map(Message::parse).toList();
        }
    }

    /** mosquitto_sub ends at once when nobody listens; once connected it stays. */
    private void keep() {
        try {
            while (!isClosed && isWanted.getAsBoolean()) {
                process = new ProcessBuilder(command)
                        .redirectOutput(Redirect.appendTo(output.toFile()))
                        .redirectError(Redirect.DISCARD)
                        .start();
                process.waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        Process last = process;
        if (last != null) {
            last.destroyForcibly();
        }
    }
}
