package io.roadgate.v2x.notation;

/**
 * What a constraint says about a string or list: how many units, and which characters.
 *
 * <p>Source: ITU-T X.691 (02/2021) clauses 10.3 and B.2: a union lets through what either part does not bound, an
 * intersection keeps what either part bounds.
 *
 * @param size null when it says nothing of the size
 * @param sizeExtensible whether other sizes may come behind the extension marker
 * @param alphabet code points, null when it says nothing of them
 */
record Bounds(NumberSet size, boolean sizeExtensible, NumberSet alphabet) {
    static final Bounds NONE = new Bounds(null, false, null);

    Bounds union(Bounds other) {
        NumberSet sizes = size == null || other.size == null ? null : size.union(other.size);
        NumberSet characters = alphabet == null || other.alphabet == null ? null : alphabet.union(other.alphabet);
        return new Bounds(sizes, sizes != null && (sizeExtensible || other.sizeExtensible), characters);
    }

    Bounds intersection(Bounds other) {
        NumberSet characters = both(alphabet, other.alphabet);
        if (size == null || other.size == null) {
            Bounds sized = size == null ? other : this;
            return new Bounds(sized.size, sized.sizeExtensible, characters);
        }
        return new Bounds(size.intersection(other.size), sizeExtensible || other.sizeExtensible, characters);
    }

    private static NumberSet both(NumberSet a, NumberSet b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.intersection(b);
    }

    boolean saysNothing() {
        return size == null && alphabet == null;
    }
}
