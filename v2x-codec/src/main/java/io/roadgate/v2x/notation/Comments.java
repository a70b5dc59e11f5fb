package io.roadgate.v2x.notation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * The comments of a module file by line: those that belong to a definition become its Javadoc.
 *
 * <p>A comment belongs to a definition when it stands on lines of its own directly above, or behind it on its last line.
 */
final class Comments {
    private record Comment(String text, boolean alone) {}

    private final Map<Integer, Comment> byLine = new TreeMap<>();

    void add(int line, String text, boolean alone) {
        byLine.merge(
                line,
                new Comment(text.strip(), alone),
                (first, next) -> new Comment(first.text() + " " + next.text(), first.alone()));
    }

    /** The text above {@code firstLine} and behind {@code lastLine}; empty if there is none. */
    String around(int firstLine, int lastLine) {
        Deque<String> parts = new ArrayDeque<>();
        for (int line = firstLine - 1; isAlone(line); line--) {
            parts.addFirst(byLine.get(line).text());
        }
        Comment behind = byLine.get(lastLine);
        if (behind != null && !behind.alone()) {
            parts.addLast(behind.text());
        }
        return String.join(" ", parts).strip();
    }

    private boolean isAlone(int line) {
        Comment comment = byLine.get(line);
        return comment != null && comment.alone();
    }
}
