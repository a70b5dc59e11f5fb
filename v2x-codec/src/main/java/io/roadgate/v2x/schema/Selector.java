package io.roadgate.v2x.schema;

import java.util.List;

/**
 * What says which type an open type holds: a component relation over an information object set (X.682 clause 10).
 *
 * @param levelsUp how many enclosing SEQUENCE, SET or CHOICE types to leave: 0 means that the path starts in the one
 *     whose member the open type is
 * @param path the names of the members that lead to the key
 * @param rows the types by key
 * @param extensible whether keys may come that are not in the rows; their octets are kept in any case
 */
public record Selector(int levelsUp, List<String> path, List<Row> rows, boolean extensible) {
    /**
     * One information object.
     *
     * @param key the value of the key in the shape of {@link Member#defaultValue()}
     * @param type null when the object has no type for this field
     */
    public record Row(SourcePosition at, Object key, WireType type) {}

    /** The type of a key, null when it is not in the rows or has none. */
    public WireType typeOf(Object key) {
        for (Row row : rows) {
            if (row.key().equals(key)) {
                return row.type();
            }
        }
        return null;
    }
}
