package io.roadgate.v2x.uper;

import io.roadgate.v2x.jer.JerReader;
import io.roadgate.v2x.jer.JerWriter;

/**
 * A reusable value that reads itself from bits or JSON and writes itself back.
 *
 * <p>Errors: {@link #decode} and {@link #encode} leave a fault in the reader or writer; the value is then of no use. The
 * JSON side is for tools and tests and throws {@link io.roadgate.v2x.jer.JerFault}.
 */
public interface WireValue {
    /** Sets numbers to 0, optional parts to absent, lists and strings to empty, choices to none. */
    void clear();

    /** Clears, and gives away the memory that was kept for parts that may be absent. */
    void release();

    /** Replaces this value by the next one in the input. */
    void decode(BitReader in);

    /** Appends this value to the output. */
    void encode(BitWriter out);

    /** Writes this value in JSON (ITU-T X.697 with the conventions of our vectors). */
    void writeJer(JerWriter out);

    /** Replaces this value by the next one in the JSON input. */
    void readJer(JerReader in);
}
