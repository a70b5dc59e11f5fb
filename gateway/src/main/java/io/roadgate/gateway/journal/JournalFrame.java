package io.roadgate.gateway.journal;

/**
 * How a record lies in a document of the queue, and how documents lie in a file.
 *
 * <p>Shape, little-endian, offsets from the start of the document:
 *
 * <pre>
 *   0  u32  CRC32C of everything from offset 4 to the end of the payload
 *   4  u32  length of the payload in bytes
 *   8  u64  sequence, 1.. over all runs of the journal
 *  16  u32  template id
 *  20       payload: the SBE record with its header
 * </pre>
 *
 * <p>Source of the document header (one 32-bit word before each document, documents 4-byte aligned): Chronicle Queue,
 * "Size Prefixed Blob" format of version 5 files.
 */
final class JournalFrame {
    static final int CRC_OFFSET = 0;
    static final int LENGTH_OFFSET = 4;
    static final int SEQUENCE_OFFSET = 8;
    static final int TEMPLATE_ID_OFFSET = 16;
    static final int PAYLOAD_OFFSET = 20;

    /** Longest payload: one mebibyte of variable data and room for the rest of a record. */
    static final int MAX_PAYLOAD_BYTES = (1 << 20) + (64 << 10);

    static final int DOCUMENT_HEADER_BYTES = 4;
    static final int NOT_COMPLETE = 0x8000_0000;
    static final int META_DATA = 0x4000_0000;
    static final int LENGTH_MASK = 0x3FFF_FFFF;
    static final int END_OF_DATA = NOT_COMPLETE | META_DATA;

    private JournalFrame() {}

    /** Bytes from the start of a document's header to the next header. */
    static long strideBytes(int header) {
        return DOCUMENT_HEADER_BYTES + (((header & LENGTH_MASK) + 3L) & ~3L);
    }
}
