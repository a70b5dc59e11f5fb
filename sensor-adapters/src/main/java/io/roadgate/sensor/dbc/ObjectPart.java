package io.roadgate.sensor.dbc;

import io.roadgate.sensor.frame.CanFrame;

/**
 * What one message says of one object: an entry of {@code objects} in a mapping file, after its repetition.
 *
 * @param index its place among all parts.
 * @param message that carries it.
 * @param id source of the object's number; {@code null} = {@code fixedId}.
 * @param fixedId number of the object when the message does not say it.
 * @param valid source that is not zero when there is an object; {@code null} = always.
 * @param fields everything else.
 * @param isPlace whether it says where the object is: only then there is an observation.
 * @param isOptional whether a list is complete without it.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and read on the data path
record ObjectPart(
        int index,
        DbcMessage message,
        FieldSource id,
        long fixedId,
        FieldSource valid,
        FieldSource[] fields,
        boolean isPlace,
        boolean isOptional) {
    /** Whether the frame says anything of the object: of a multiplexed message only some frames do. */
    boolean isTold(CanFrame frame) {
        for (FieldSource field : fields) {
            if (!field.isConstant() && !Double.isNaN(field.value(frame))) {
                return true;
            }
        }
        return fields.length == 0;
    }
}
