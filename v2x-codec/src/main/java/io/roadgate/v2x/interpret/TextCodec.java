package io.roadgate.v2x.interpret;

import io.roadgate.v2x.schema.CharacterCode;
import io.roadgate.v2x.schema.StringKind;
import io.roadgate.v2x.schema.WireType;
import io.roadgate.v2x.uper.BitReader;
import io.roadgate.v2x.uper.UperFault;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Character strings with a fixed number of bits per character (X.691 clause 30.5). */
final class TextCodec extends ValueCodec {
    private final LengthPlan plan;
    private final StringKind kind;
    private final CharacterCode code;
    /** Of a string outside the root: then neither size nor alphabet bind (clause 30.4). */
    private final CharacterCode wholeCode;

    private final boolean isRestricted;
    private final boolean isAlphabetOpen;

    TextCodec(WireType.StringType type) {
        plan = new LengthPlan(type.size());
        kind = type.kind();
        code = type.code();
        wholeCode = CharacterCode.whole(kind);
        isAlphabetOpen = type.isAlphabetOpen();
        isRestricted = !Objects.equals(code.alphabet(), wholeCode.alphabet());
    }

    @Override
    Object read(Decoding from) {
        BitReader in = from.bits;
        LengthPlan.Parts parts = plan.read(in);
        CharacterCode used = parts.isRoot() ? code : wholeCode;
        StringBuilder text = new StringBuilder();
        boolean isMore = true;
        while (isMore) {
            int count = parts.next(in);
            isMore = in.hasMoreFragments();
            if (!in.require((long) count * used.bits())) {
                return "";
            }
            if (used.bits() == 0) {
                in.countEmptyElements(count);
            }
            for (int i = 0; i < count && !in.isFaulted(); i++) {
                character(in, used, text);
            }
        }
        if (!parts.isRoot() && isRestricted && isOfRoot(text)) {
            // A value of the root: the other alphabet was never meant for it.
            in.fault(UperFault.SIZE);
        }
        return text.toString();
    }

    private boolean isOfRoot(CharSequence text) {
        int[] points = text.codePoints().toArray();
        return plan.isRoot(points.length) && (!isAlphabetOpen || isInAlphabet(points));
    }

    private void character(BitReader in, CharacterCode used, StringBuilder into) {
        long bits = in.readLong(used.bits());
        List<Integer> alphabet = used.alphabet();
        long point = bits;
        if (used.isIndexed() && alphabet != null) {
            point = bits < alphabet.size() ? alphabet.get((int) bits) : -1;
        } else if (alphabet != null && Collections.binarySearch(alphabet, (int) bits) < 0) {
            point = -1;
        }
        boolean isSurrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        if (point < 0 || point > Character.MAX_CODE_POINT || isSurrogate) {
            in.fault(UperFault.CHARACTER);
            return;
        }
        into.appendCodePoint((int) point);
    }

    @Override
    void write(Encoding to, Object value) {
        int[] points = to.string(value).codePoints().toArray();
        boolean isRoot = plan.isRoot(points.length) && (!isAlphabetOpen || isInAlphabet(points));
        plan.begin(to, points.length, isRoot, "characters");
        LengthPlan lengths = isRoot ? plan : LengthPlan.ANY;
        CharacterCode used = isRoot ? code : wholeCode;
        int done = 0;
        int part;
        do {
            part = lengths.next(to.bits, points.length, points.length - done);
            for (int i = done; i < done + part; i++) {
                to.bits.writeLong(bitsOf(to, used, points[i]), used.bits());
            }
            done += part;
        } while (lengths.isMore(points.length, part));
    }

    private boolean isInAlphabet(int[] points) {
        List<Integer> alphabet = code.alphabet();
        return alphabet == null
                || IntStream.of(points).allMatch(point -> Collections.binarySearch(alphabet, point) >= 0);
    }

    private long bitsOf(Encoding to, CharacterCode used, int point) {
        List<Integer> alphabet = used.alphabet();
        int place = alphabet == null ? point : Collections.binarySearch(alphabet, point);
        boolean isSurrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        if (place < 0 || isSurrogate || !kind.contains(point)) {
            throw to.fault("the character " + Character.getName(point) + " is not in the alphabet");
        }
        return used.isIndexed() ? place : point;
    }

    @Override
    boolean canBeEmpty() {
        return plan.isAlwaysZero() || (plan.canBeEmpty() && code.bits() == 0);
    }
}
