package io.roadgate.v2x.interpret;

import io.roadgate.v2x.uper.BitReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a decoding has at hand: the bits, the values around the one that is read, and whether units are wanted. */
final class Decoding {
    final BitReader bits = new BitReader();
    private final List<Map<String, Object>> enclosing = new ArrayList<>();
    private boolean withUnits;

    void start(boolean units) {
        enclosing.clear();
        withUnits = units;
    }

    boolean withUnits() {
        return withUnits;
    }

    void enter(Map<String, Object> value) {
        enclosing.add(value);
    }

    void leave() {
        enclosing.remove(enclosing.size() - 1);
    }

    /** The value so many levels out, null if there is none. */
    Map<String, Object> enclosing(int levelsUp) {
        int at = enclosing.size() - 1 - levelsUp;
        return at < 0 ? null : enclosing.get(at);
    }
}
