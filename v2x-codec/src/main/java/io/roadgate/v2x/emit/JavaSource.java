package io.roadgate.v2x.emit;

import java.util.ArrayList;
import java.util.List;

/** The text of a Java file in the making: lines with their indent, and Javadoc. */
final class JavaSource {
    private static final int COLUMNS = 120;

    private final StringBuilder text = new StringBuilder();
    private int depth;

    JavaSource line(String line) {
        if (!line.isEmpty()) {
            text.append("    ".repeat(depth)).append(line);
        }
        text.append('\n');
        return this;
    }

    JavaSource blank() {
        return line("");
    }

    /** A line that opens a block. */
    JavaSource open(String line) {
        line(line + " {");
        depth++;
        return this;
    }

    JavaSource close() {
        depth--;
        return line("}");
    }

    /** Ends a block and opens the next of the same statement. */
    JavaSource closeOpen(String line) {
        depth--;
        line("} " + line + " {");
        depth++;
        return this;
    }

    /** Javadoc of one paragraph each; empty ones are left out. */
    JavaSource doc(String... paragraphs) {
        List<String> lines = new ArrayList<>();
        int width = COLUMNS - 4 * depth - 3;
        for (String paragraph : paragraphs) {
            if (!paragraph.isBlank()) {
                wrap(lines.isEmpty() ? paragraph : "<p>" + paragraph, width, lines);
            }
        }
        if (lines.size() == 1 && lines.get(0).length() + 6 <= width) {
            return line("/** " + lines.get(0) + " */");
        }
        line("/**");
        lines.forEach(each -> line((" * " + each).stripTrailing()));
        return line(" */");
    }

    private static void wrap(String paragraph, int width, List<String> lines) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.strip().split("\\s+", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
    }

    /** Free text made safe for Javadoc; a first letter in capitals and a full stop at the end. */
    static String sentence(String free) {
        if (free.isBlank()) {
            return "";
        }
        String safe = free.strip()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("{", "&#123;")
                .replace("}", "&#125;")
                .replace("\\", "&#92;")
                .replace("*/", "*&#47;");
        String first = Character.toUpperCase(safe.charAt(0)) + safe.substring(1);
        return first.endsWith(".") ? first : first + ".";
    }

    /** A text made safe for a code tag in Javadoc. */
    static String escaped(String text) {
        return text.replaceAll("[^ -~]|[{}@*\\\\]", "?");
    }

    /** A text as a Java literal. */
    static String quoted(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                literal.append(c);
            } else if (c < 0x80) {
                // A Unicode escape would be taken for the character itself before the literal is read.
                literal.append("\\%03o".formatted((int) c));
            } else {
                literal.append("\\u%04x".formatted((int) c));
            }
        }
        return literal.append('"').toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
