package io.roadgate.v2x.interpret;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Modules for tests. */
final class Modules {
    private Modules() {}

    /** A file beside the tests. */
    static Interpreter file(String name) {
        try (InputStream in = Modules.class.getResourceAsStream("/asn1/" + name)) {
            return Interpreter.compile(Map.of(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Definitions in a module with automatic tags. */
    static Interpreter of(String definitions) {
        String text = "M DEFINITIONS AUTOMATIC TAGS ::= BEGIN\n" + definitions + "\nEND";
        return Interpreter.compile(Map.of("m.asn", text));
    }
}
