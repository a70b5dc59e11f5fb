package io.roadgate.v2x.schema;

import java.util.List;

/**
 * What says which type an open type holds: a component relation over an information object set (X.682 clause 10).
 *
 * @param paths where the keys are, mostly one
 * @param rows the types by key
 * @param extensible whether keys may come that are not in the rows; their octets are kept in any case
 */
public record Selector(List<Path> paths, List<Row> rows, boolean extensible) {
    /**
     * The way to a key.
     *
     * @param levelsUp how many enclosing SEQUENCE, SET or CHOICE types to leave: 0 means that the way starts in the one
     *     whose member the open type is
     * @param names the names of the members that lead to the key
     */
    public record Path(int levelsUp, List<String> names) {}

    /**
     * One information object.
     *
     * @param keys the values of the keys, one for each path, in the shape of {@link Member#defaultValue()}
     * @param type null when the object has no type for this field
     */
    public record Row(SourcePosition at, List<Object> keys, WireType type) {
        /** The first of the keys. */
        public Object key() {
            return keys.get(0);
        }
    }

    /** The type of the keys, null when they are not in the rows or have none. */
    public WireType typeOf(List<Object> keys) {
        for (Row row : rows) {
            if (row.keys().equals(keys)) {
                return row.type();
            }
        }
        return null;
    }
}
