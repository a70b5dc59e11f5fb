package io.roadgate.sensor.dbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads DBC files.
 *
 * <p>Order: text by {@link DbcText}, tokens, statements, messages. All faults of all files come out together.
 */
public final class DbcReader {
    /** Finds the encoding out by itself. */
    public static final String AUTO = "auto";

    // Far above the largest that manufacturers hand out (some 20 MB); a wrong path may name a disk image.
    private static final long LONGEST_BYTES = 256L << 20;

    private DbcReader() {}

    /**
     * Reads files into one database.
     *
     * @param encoding name of a charset, or {@link #AUTO}.
     * @throws DbcException with every fault of every file.
     */
    public static DbcDatabase read(List<Path> files, String encoding) throws DbcException {
        List<DbcMessage> messages = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<DbcFault> faults = new ArrayList<>();
        for (Path file : files) {
            try {
                if (Files.size(file) > LONGEST_BYTES) {
                    faults.add(new DbcFault(file.toString(), 0, "is larger than 256 MB: no DBC file"));
                    continue;
                }
                faults.addAll(parse(file.toString(), Files.readAllBytes(file), encoding, messages, warnings));
            } catch (NoSuchFileException e) {
                faults.add(new DbcFault(file.toString(), 0, "there is no such file"));
            } catch (IOException e) {
                faults.add(new DbcFault(
                        file.toString(),
                        0,
                        Files.isDirectory(file) ? "is a directory" : "cannot be read: " + e.getMessage()));
            }
        }
        return database(messages, warnings, faults);
    }

    /**
     * Reads the bytes of one file.
     *
     * @throws DbcException with every fault of it.
     */
    public static DbcDatabase parse(String name, byte[] bytes, String encoding) throws DbcException {
        List<DbcMessage> messages = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        return database(messages, warnings, parse(name, bytes, encoding, messages, warnings));
    }

    private static DbcDatabase database(List<DbcMessage> messages, List<String> warnings, List<DbcFault> faults)
            throws DbcException {
        if (!faults.isEmpty()) {
            throw new DbcException(faults);
        }
        return new DbcDatabase(messages, warnings);
    }

    private static List<DbcFault> parse(
            String name, byte[] bytes, String encoding, List<DbcMessage> messages, List<String> warnings) {
        DbcFaults faults = new DbcFaults(name);
        String text;
        try {
            text = DbcText.decode(bytes, encoding);
        } catch (IllegalArgumentException e) {
            faults.add(0, e.getMessage());
            return faults.all();
        }
        DbcStatements statements = new DbcParser(text, faults).parse();
        if (statements.messages.isEmpty() && faults.isEmpty()) {
            faults.add(1, "expected at least one message (BO_), found none: is it a DBC file?");
        }
        DbcBinder binder = new DbcBinder(name, statements, faults);
        List<DbcMessage> bound = binder.bind();
        if (faults.isEmpty()) {
            messages.addAll(bound);
            warnings.addAll(binder.warnings());
        }
        return faults.all();
    }
}
