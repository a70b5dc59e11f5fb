package io.roadgate.v2x.schema;

/** The value of a NULL where a Java null would mean that there is none. */
public enum NullConstant {
    /** The only value. */
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
