package io.roadgate.bench;

import org.bn.CoderFactory;
import org.bn.coders.IASN1PreparedElement;
import org.bn.coders.IASN1PreparedElementData;

/** A value of BinaryNotes, which asks it for what it keeps for its class. */
abstract class ReflectiveValue implements IASN1PreparedElement {
    private final IASN1PreparedElementData data;

    ReflectiveValue(IASN1PreparedElementData data) {
        this.data = data;
    }

    static IASN1PreparedElementData of(Class<?> type) {
        return CoderFactory.getInstance().newPreparedElementData(type);
    }

    @Override
    public void initWithDefaults() {
        // No member has a default value.
    }

    @Override
    public IASN1PreparedElementData getPreparedData() {
        return data;
    }
}
