package io.roadgate.sensor.dbc;

import io.roadgate.sensor.observation.ObservationKind;
import java.util.List;

/**
 * A mapping file, checked against its DBC: which signals make which fields of observations.
 *
 * @param database the messages.
 * @param kind of the observations.
 * @param isList whether objects come in lists; else each message with a place is an observation of its own.
 * @param header message that begins a list; {@code null} = none.
 * @param count signal of the header with the number of objects; {@code null} = none.
 * @param counter signal of the header that counts cycles; {@code null} = none.
 * @param silenceNs a list ends after so long without a frame of it.
 * @param parts of objects.
 */
record DbcMapping(
        DbcDatabase database,
        ObservationKind kind,
        boolean isList,
        DbcMessage header,
        DbcSignal count,
        DbcSignal counter,
        long silenceNs,
        List<ObjectPart> parts) {
    /** Objects in one list at most. */
    static final int OBJECTS_MOST = 256;
}
