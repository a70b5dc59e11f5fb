package io.roadgate.v2x.interpret;

import io.roadgate.v2x.uper.BitReader;
import java.util.ArrayList;
import java.util.List;

/** SEQUENCE OF and SET OF (X.691 clauses 20 and 22). */
final class ListCodec extends ValueCodec {
    private final LengthPlan plan;
    private final ValueCodec element;
    private Boolean isElementEmpty;

    ListCodec(LengthPlan plan, ValueCodec element) {
        this.plan = plan;
        this.element = element;
    }

    @Override
    Object read(Decoding from) {
        BitReader in = from.bits;
        LengthPlan.Parts parts = plan.read(in);
        List<Object> elements = new ArrayList<>();
        boolean isMore = true;
        while (isMore) {
            int count = parts.next(in);
            isMore = in.hasMoreFragments();
            if (isElementEmpty()) {
                in.countEmptyElements(count);
            } else {
                in.require(count);
            }
            for (int i = 0; i < count && !in.isFaulted(); i++) {
                elements.add(element.read(from));
            }
            isMore &= !in.isFaulted();
        }
        return elements;
    }

    @Override
    void write(Encoding to, Object value) {
        if (!(value instanceof List<?> elements)) {
            throw to.fault("expected an array, found " + Shown.of(value));
        }
        plan.begin(to, elements.size(), "elements");
        int done = 0;
        int part;
        do {
            part = plan.next(to.bits, elements.size(), elements.size() - done);
            for (int i = done; i < done + part; i++) {
                to.step(i);
                element.write(to, elements.get(i));
                to.stepBack();
            }
            done += part;
        } while (plan.isMore(elements.size(), part));
    }

    /** Asked when everything is bound, which it is not while codecs are built. */
    private boolean isElementEmpty() {
        if (isElementEmpty == null) {
            isElementEmpty = element.canBeEmpty();
        }
        return isElementEmpty;
    }

    @Override
    boolean canBeEmpty() {
        return plan.isAlwaysZero() || (plan.canBeEmpty() && isElementEmpty());
    }

    @Override
    boolean isSimple() {
        return false;
    }
}
