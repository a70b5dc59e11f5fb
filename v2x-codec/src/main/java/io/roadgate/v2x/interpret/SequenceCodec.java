package io.roadgate.v2x.interpret;

import io.roadgate.v2x.uper.BitReader;
import io.roadgate.v2x.uper.BitWriter;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** SEQUENCE and SET (X.691 clauses 19 and 21). */
final class SequenceCodec extends ValueCodec {
    private static final String EXTENSIONS = "$ext";
    private static final String BITMAP_LENGTH = "$extLength";
    private static final int MOST_ADDITIONS = 16_383;
    private static final int LONGEST_BITMAP = 1 << 20;
    private static final int MOST_ROOM = 24;

    private List<MemberCodec> root;
    private List<AdditionCodec> additions;
    private final boolean extensible;
    private final Set<String> names = new HashSet<>();
    /** Of the map for a value with all root members. */
    private int capacity;

    SequenceCodec(boolean extensible) {
        this.extensible = extensible;
    }

    void bind(List<MemberCodec> rootMembers, List<AdditionCodec> knownAdditions) {
        root = rootMembers;
        additions = knownAdditions;
        capacity = Math.min(rootMembers.size(), MOST_ROOM) * 4 / 3 + 1;
        root.forEach(member -> names.add(member.name()));
        additions.forEach(addition -> addition.members().forEach(member -> names.add(member.name())));
    }

    @Override
    Object read(Decoding from) {
        BitReader in = from.bits;
        Map<String, Object> value = new LinkedHashMap<>(capacity);
        from.enter(value);
        boolean hasAdditions = extensible && in.readBoolean();
        readMembers(from, root, value);
        if (hasAdditions && !in.isFaulted()) {
            readAdditions(from, value);
        }
        from.leave();
        return value;
    }

    /** The presence bits of the members and those that are there. */
    static void readMembers(Decoding from, List<MemberCodec> members, Map<String, Object> into) {
        BitReader in = from.bits;
        BitSet present = new BitSet(members.size());
        for (int i = 0; i < members.size(); i++) {
            present.set(i, !members.get(i).canBeAbsent() || in.readBoolean());
        }
        for (int i = present.nextSetBit(0); i >= 0 && !in.isFaulted(); i = present.nextSetBit(i + 1)) {
            members.get(i).read(from, into);
        }
    }

    private void readAdditions(Decoding from, Map<String, Object> into) {
        BitReader in = from.bits;
        BitSet present = new BitSet();
        int count = in.readSmallLength();
        boolean isMore = in.hasMoreFragments();
        int done = 0;
        while (in.require(count)) {
            for (int i = 0; i < count; i++) {
                present.set(done + i, in.readBoolean());
            }
            done += count;
            if (!isMore) {
                break;
            }
            count = in.readLength();
            isMore = in.hasMoreFragments();
        }
        Map<String, Object> unknown = new LinkedHashMap<>();
        for (int i = present.nextSetBit(0); i >= 0 && !in.isFaulted(); i = present.nextSetBit(i + 1)) {
            if (i < additions.size()) {
                additions.get(i).read(from, into);
            } else {
                unknown.put(Integer.toString(i), OpenTypeCodec.readOctets(from));
            }
        }
        if (!unknown.isEmpty()) {
            into.put(EXTENSIONS, unknown);
        }
        if (!present.isEmpty() && done != usualLength(present)) {
            into.put(BITMAP_LENGTH, (long) done);
        }
    }

    /** The length of a bitmap that has a bit for each known addition and goes on to the last unknown one. */
    private int usualLength(BitSet present) {
        return Math.max(additions.size(), present.length());
    }

    @Override
    void write(Encoding to, Object value) {
        Map<?, ?> members = to.object(value);
        Map<Integer, Object> unknown = unknown(to, members);
        to.enter(members);
        BitSet present = new BitSet();
        for (int i = 0; i < additions.size(); i++) {
            present.set(i, additions.get(i).isPresent(members));
        }
        unknown.keySet().forEach(present::set);
        Object given = extensible ? members.get(BITMAP_LENGTH) : null;
        if (extensible) {
            to.bits.writeBoolean(!present.isEmpty());
        }
        writeMembers(to, root, members);
        if (!present.isEmpty()) {
            int count = given == null ? usualLength(present) : bitmapLength(to, given, present);
            writeBitmap(to, present, count);
            writeAdditions(to, members, present, unknown);
        }
        to.leave();
    }

    static void writeMembers(Encoding to, List<MemberCodec> members, Map<?, ?> owner) {
        for (MemberCodec member : members) {
            if (member.canBeAbsent()) {
                to.bits.writeBoolean(member.isWritten(owner));
            }
        }
        for (MemberCodec member : members) {
            if (!member.canBeAbsent() || member.isWritten(owner)) {
                member.write(to, owner);
            }
        }
    }

    private static int bitmapLength(Encoding to, Object given, BitSet present) {
        return Math.max(to.upTo(LONGEST_BITMAP, given), present.length());
    }

    /** X.691 clause 19.8. */
    private static void writeBitmap(Encoding to, BitSet present, int count) {
        int part = to.bits.writeSmallLength(count);
        for (int done = 0; ; ) {
            for (int i = done; i < done + part; i++) {
                to.bits.writeBoolean(present.get(i));
            }
            done += part;
            if (!BitWriter.isBlocks(part)) {
                return;
            }
            part = to.bits.writeLength(count - done);
        }
    }

    private void writeAdditions(Encoding to, Map<?, ?> members, BitSet present, Map<Integer, Object> unknown) {
        for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
            if (i < additions.size()) {
                additions.get(i).write(to, members);
            } else {
                to.step(EXTENSIONS);
                to.step(Integer.toString(i));
                OpenTypeCodec.writeOctets(to, unknown.get(i));
                to.stepBack();
                to.stepBack();
            }
        }
    }

    /** The unknown additions, after a check that all other members are known. */
    private Map<Integer, Object> unknown(Encoding to, Map<?, ?> members) {
        Map<Integer, Object> unknown = new TreeMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String name = (String) member.getKey();
            if (name.equals(EXTENSIONS) && extensible) {
                to.object(member.getValue()).forEach((index, hex) -> unknown.put(index(to, (String) index), hex));
            } else if (!names.contains(name) && !(name.equals(BITMAP_LENGTH) && extensible)) {
                throw to.fault("the type has no member " + Shown.of(name));
            }
        }
        return unknown;
    }

    private int index(Encoding to, String name) {
        if (!name.matches("0|[1-9][0-9]{0,4}") || Integer.parseInt(name) > MOST_ADDITIONS) {
            throw to.fault("$ext has the member " + Shown.of(name) + ", which is no index of an addition");
        }
        int index = Integer.parseInt(name);
        if (index < additions.size()) {
            throw to.fault("$ext has the member " + name + ", but that addition is known and has a name");
        }
        return index;
    }

    @Override
    boolean canBeEmpty() {
        return !extensible
                && root.stream()
                        .allMatch(member ->
                                !member.canBeAbsent() && member.codec().canBeEmpty());
    }

    @Override
    boolean isSimple() {
        return false;
    }
}
