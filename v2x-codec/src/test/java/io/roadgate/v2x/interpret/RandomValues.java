package io.roadgate.v2x.interpret;

import io.roadgate.v2x.schema.Addition;
import io.roadgate.v2x.schema.CharacterCode;
import io.roadgate.v2x.schema.Member;
import io.roadgate.v2x.schema.NamedType;
import io.roadgate.v2x.schema.NullConstant;
import io.roadgate.v2x.schema.Range;
import io.roadgate.v2x.schema.Selector;
import io.roadgate.v2x.schema.WireType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes values of any type by chance, shaped as decoding gives them. */
final class RandomValues {
    private static final int DEEPEST = 12;
    private static final int LONGEST = 6;

    private final Random random;
    private final boolean withUnknown;
    private final List<Map<String, Object>> enclosing = new ArrayList<>();
    private int depth;

    /** With unknown extensions or without. */
    RandomValues(long seed, boolean withUnknown) {
        random = new Random(seed);
        this.withUnknown = withUnknown;
    }

    Object of(WireType type) {
        depth++;
        try {
            return structural(type.structure());
        } finally {
            depth--;
        }
    }

    private Object structural(WireType.Structural type) {
        if (type instanceof WireType.IntegerType integer) {
            return BigNumbers.boxed(number(integer.range()));
        }
        if (type instanceof WireType.BooleanType) {
            return random.nextBoolean();
        }
        if (type instanceof WireType.NullType) {
            return NullConstant.NULL;
        }
        if (type instanceof WireType.RealType) {
            return random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
        }
        if (type instanceof WireType.ObjectIdentifierType) {
            return "1.2." + random.nextInt(1000) + "." + random.nextInt(1_000_000);
        }
        if (type instanceof WireType.EnumeratedType enumerated) {
            return enumerated(enumerated);
        }
        if (type instanceof WireType.BitStringType bits) {
            return bits(count(bits.size()));
        }
        if (type instanceof WireType.OctetStringType octets) {
            return hex(count(octets.size()));
        }
        if (type instanceof WireType.StringType text) {
            return text(text);
        }
        if (type instanceof WireType.ListType list) {
            List<Object> elements = new ArrayList<>();
            for (int i = count(list.size()); i > 0; i--) {
                elements.add(of(list.element()));
            }
            return elements;
        }
        if (type instanceof WireType.SequenceType sequence) {
            return sequence(sequence);
        }
        return type instanceof WireType.ChoiceType choice ? choice(choice) : open((WireType.OpenType) type);
    }

    private BigInteger number(Range range) {
        boolean isOutside = range.extensible() && random.nextInt(4) == 0;
        if (!isOutside && range.isConstrained()) {
            BigInteger width = range.upper().subtract(range.lower()).add(BigInteger.ONE);
            BigInteger step = switch (random.nextInt(4)) {
                case 0 -> BigInteger.ZERO;
                case 1 -> width.subtract(BigInteger.ONE);
                default -> new BigInteger(width.bitLength() + 8, random).mod(width);
            };
            return range.lower().add(step);
        }
        BigInteger any = new BigInteger(random.nextInt(80), random);
        if (!isOutside && range.lower() != null) {
            return range.lower().add(any);
        }
        if (!isOutside && range.upper() != null) {
            return range.upper().subtract(any);
        }
        return random.nextBoolean() ? any : any.negate();
    }

    private int count(Range size) {
        int lower = size.lower().intValue();
        int room = size.upper() == null ? LONGEST : size.upper().intValue() - lower;
        if (size.extensible() && random.nextInt(4) == 0) {
            return random.nextInt(lower + room + LONGEST);
        }
        boolean isShort = depth > DEEPEST || room == 0;
        return lower + (isShort ? 0 : random.nextInt(Math.min(room, LONGEST) + 1));
    }

    private Object enumerated(WireType.EnumeratedType type) {
        if (withUnknown && type.extensible() && random.nextInt(8) == 0) {
            return Map.of("$unknown", (long) type.additions().size() + random.nextInt(100));
        }
        List<WireType.NamedNumber> all = new ArrayList<>(type.root());
        all.addAll(type.additions());
        return all.get(random.nextInt(all.size())).name();
    }

    private Map<String, Object> bits(int length) {
        byte[] octets = new byte[(length + 7) / 8];
        random.nextBytes(octets);
        if (length % 8 != 0) {
            octets[octets.length - 1] &= (byte) (0xFF << (8 - length % 8));
        }
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("value", Octets.hex(octets));
        value.put("length", (long) length);
        return value;
    }

    private String hex(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return Octets.hex(octets);
    }

    private String text(WireType.StringType type) {
        int count = count(type.size());
        CharacterCode code = type.code();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            if (!type.kind().isKnownMultiplier()) {
                text.appendCodePoint("a\u00e9z~".charAt(random.nextInt(4)));
            } else if (code.alphabet() == null) {
                text.appendCodePoint(0x4e00 + random.nextInt(5000));
            } else {
                text.appendCodePoint(
                        code.alphabet().get(random.nextInt(code.alphabet().size())));
            }
        }
        return text.toString();
    }

    private Object sequence(WireType.SequenceType type) {
        Map<String, Object> value = new LinkedHashMap<>();
        enclosing.add(value);
        type.root().forEach(member -> member(member, value));
        if (type.extensible()) {
            for (Addition addition : type.additions()) {
                if (depth <= DEEPEST && random.nextBoolean()) {
                    addition.members().forEach(member -> member(member, value));
                }
            }
            if (withUnknown && random.nextInt(6) == 0) {
                Map<String, Object> unknown = new LinkedHashMap<>();
                int index = type.additions().size() + random.nextInt(70);
                unknown.put(Integer.toString(index), hex(1 + random.nextInt(3)));
                unknown.put(Integer.toString(index + 3), hex(1));
                value.put("$ext", unknown);
            }
        }
        enclosing.remove(enclosing.size() - 1);
        return value;
    }

    private void member(Member member, Map<String, Object> into) {
        if (member.canBeAbsent() && (depth > DEEPEST || random.nextInt(3) == 0)) {
            return;
        }
        Object value = of(member.type());
        if (member.defaultValue() == null || !SameValue.test(member.defaultValue(), value)) {
            into.put(member.name(), value);
        }
    }

    private Object choice(WireType.ChoiceType type) {
        Map<String, Object> value = new LinkedHashMap<>();
        if (withUnknown && type.extensible() && random.nextInt(6) == 0) {
            Map<String, Object> unknown = new LinkedHashMap<>();
            unknown.put("index", (long) type.additions().size() + random.nextInt(80));
            unknown.put("open", hex(1 + random.nextInt(4)));
            value.put("$unknown", unknown);
            return value;
        }
        List<Member> all = new ArrayList<>(type.root());
        all.addAll(type.additions());
        Member member = all.get(depth > DEEPEST ? 0 : random.nextInt(all.size()));
        enclosing.add(value);
        value.put(member.name(), of(member.type()));
        enclosing.remove(enclosing.size() - 1);
        return value;
    }

    private Object open(WireType.OpenType type) {
        Selector selector = type.selector();
        if (selector != null && selector.paths().size() == 1 && !selector.rows().isEmpty()) {
            Selector.Path path = selector.paths().get(0);
            Map<String, Object> start = enclosing.get(enclosing.size() - 1 - path.levelsUp());
            Selector.Row row =
                    selector.rows().get(random.nextInt(selector.rows().size()));
            if (row.type() != null && random.nextInt(5) > 0 && put(start, path.names(), row.key())) {
                return of(row.type());
            }
            Object known = lookUp(start, path.names());
            Object key = known instanceof Long number ? BigInteger.valueOf(number) : known;
            WireType selected = key == null ? null : selector.typeOf(List.of(key));
            if (selected != null) {
                return of(selected);
            }
        }
        return Map.of("$open", hex(1 + random.nextInt(3)));
    }

    private static boolean put(Map<String, Object> start, List<String> path, Object key) {
        if (path.size() != 1) {
            return false;
        }
        start.put(path.get(0), key instanceof BigInteger number ? BigNumbers.boxed(number) : key);
        return true;
    }

    private static Object lookUp(Map<String, Object> start, List<String> path) {
        Object value = start;
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    /** For comparisons with other codecs: lines of module, type, hex and JSON. */
    static List<String> lines(Interpreter interpreter, int perType, long seed) {
        List<String> lines = new ArrayList<>();
        for (NamedType type : interpreter.schema().types()) {
            TypeCodec codec = interpreter.codec(type.name(), type.module());
            for (int i = 0; i < perType; i++) {
                String json = JsonText.of(new RandomValues(seed + i, false).of(type));
                lines.add(type.module() + " " + type.name() + " " + Octets.hex(codec.encode(json)) + " " + json);
            }
        }
        return lines;
    }
}
