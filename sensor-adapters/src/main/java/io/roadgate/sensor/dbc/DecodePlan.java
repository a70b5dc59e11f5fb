package io.roadgate.sensor.dbc;

import io.roadgate.sensor.frame.CanFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * What is to be read from a frame, and what more for each value of each selector: a tree, prepared once.
 *
 * <p>The values of a selector are cut into ranges within which it selects the same signals; a value that only has a name
 * selects nothing and is known.
 */
final class DecodePlan {
    private final DbcSignal[] signals;
    private final Selector[] selectors;
    /** Of the most usual kind of message: no selectors, all in eight bytes; read from one word for each byte order. */
    private final boolean isOneWord;

    private final boolean isAllBig;
    private final boolean[] isBig;
    private final int[] cuts;
    private final long[] masks;
    private final double[] scales;
    private final double[] offsets;
    private final int neededBytes;

    /** The ranges of one selector's values, ascending, and what each selects. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and read on the data path
    private record Selector(DbcSignal signal, long[] lows, long[] highs, DecodePlan[] plans) {
        DecodePlan planFor(long value) {
            int index = Arrays.binarySearch(lows, value);
            index = index < 0 ? -index - 2 : index;
            return index >= 0 && value <= highs[index] ? plans[index] : null;
        }
    }

    private DecodePlan(List<DbcSignal> chosen, List<DbcSignal> all) {
        this.signals = chosen.toArray(new DbcSignal[0]);
        List<Selector> found = new ArrayList<>();
        for (DbcSignal signal : chosen) {
            List<DbcSignal> selected =
                    all.stream().filter(other -> other.selector() == signal).toList();
            if (signal.isSelector() && (!selected.isEmpty() || signal.labels().count() > 0)) {
                found.add(selector(signal, selected, all));
            }
        }
        this.selectors = found.toArray(new Selector[0]);
        this.isOneWord = selectors.length == 0
                && chosen.stream().allMatch(signal -> signal.field().isInWord() && signal.isRawLong());
        int count = isOneWord ? signals.length : 0;
        this.isBig = new boolean[count];
        this.cuts = new int[count];
        this.masks = new long[count];
        this.scales = new double[count];
        this.offsets = new double[count];
        int needed = 0;
        boolean allBig = true;
        for (int i = 0; i < count; i++) {
            BitField field = signals[i].field();
            isBig[i] = field.isBigEndian();
            cuts[i] = field.cutInWord();
            masks[i] = field.maskInWord();
            scales[i] = signals[i].scale();
            offsets[i] = signals[i].offset();
            allBig &= isBig[i];
            needed = Math.max(needed, field.neededBytes());
        }
        this.neededBytes = needed;
        this.isAllBig = allBig;
    }

    /** A plan for a message's signals, in the order in which they are to come out. */
    static DecodePlan of(List<DbcSignal> all) {
        return new DecodePlan(
                all.stream().filter(signal -> signal.selector() == null).toList(), all);
    }

    private static Selector selector(DbcSignal signal, List<DbcSignal> selected, List<DbcSignal> all) {
        // Every place where a range begins, or where one has ended.
        TreeSet<Long> borders = new TreeSet<>();
        for (DbcSignal one : selected) {
            for (int i = 0; i < one.ranges().length; i += 2) {
                borders.add(one.ranges()[i]);
                borders.add(one.ranges()[i + 1] + 1);
            }
        }
        for (int i = 0; i < signal.labels().count(); i++) {
            borders.add(signal.labels().value(i));
            borders.add(signal.labels().value(i) + 1);
        }
        List<long[]> ranges = new ArrayList<>();
        List<DecodePlan> plans = new ArrayList<>();
        Long low = null;
        for (Long border : borders) {
            if (low != null) {
                long at = low;
                List<DbcSignal> chosen = selected.stream()
                        .filter(one -> contains(one.ranges(), at))
                        .toList();
                if (!chosen.isEmpty() || signal.labels().find(at) >= 0) {
                    ranges.add(new long[] {low, border - 1});
                    plans.add(new DecodePlan(chosen, all));
                }
            }
            low = border;
        }
        return new Selector(
                signal,
                ranges.stream().mapToLong(range -> range[0]).toArray(),
                ranges.stream().mapToLong(range -> range[1]).toArray(),
                plans.toArray(new DecodePlan[0]));
    }

    private static boolean contains(long[] ranges, long value) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (value >= ranges[i] && value <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Reads a message from its root on. */
    void readAll(CanFrame frame, DecodedFrame out) {
        if (!isOneWord || frame.length() < neededBytes) {
            read(frame, out);
            return;
        }
        long[] raws = out.takeAll(signals, scales, offsets);
        long big = frame.bigEndianAt(0);
        if (isAllBig) {
            for (int i = 0; i < cuts.length; i++) {
                raws[i] = cut(big, i);
            }
            return;
        }
        long little = frame.littleEndianAt(0);
        for (int i = 0; i < cuts.length; i++) {
            raws[i] = cut(isBig[i] ? big : little, i);
        }
    }

    private long cut(long word, int i) {
        int cut = cuts[i];
        return ((word << cut) >> (cut >> BitField.SHIFT_BITS)) & masks[i];
    }

    private void read(CanFrame frame, DecodedFrame out) {
        int length = frame.length();
        for (DbcSignal signal : signals) {
            if (signal.isInside(length)) {
                out.add(signal, signal.raw(frame));
            }
        }
        for (Selector selector : selectors) {
            if (selector.signal.isInside(length)) {
                DecodePlan selected = selector.planFor(selector.signal.raw(frame));
                if (selected == null) {
                    out.markSelectorUnknown();
                } else {
                    selected.read(frame, out);
                }
            }
        }
    }
}
