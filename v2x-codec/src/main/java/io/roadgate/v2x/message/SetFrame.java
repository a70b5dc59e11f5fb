package io.roadgate.v2x.message;

import io.roadgate.v2x.uper.WireValue;

/** The frame of a set, seen without its class: which message it holds. */
interface SetFrame {
    /** The frame itself. */
    WireValue frame();

    /** What it holds, null for nothing or for something that the set does not know. */
    MessageKind kind();

    /** The message of that kind. */
    WireValue message();

    /** Chooses a kind that the set has, and returns its message cleared. */
    WireValue use(MessageKind kind);
}
