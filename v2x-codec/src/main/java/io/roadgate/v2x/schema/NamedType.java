package io.roadgate.v2x.schema;

import java.util.Objects;

/**
 * A reference to a definition. There is one object per definition and, for parameterised ones, per set of actual
 * parameters, so that it can be compared by identity.
 *
 * <p>Thread: bound once while a schema is built, then immutable.
 */
public final class NamedType implements WireType {
    private final SourcePosition at;
    private final String module;
    private final String name;
    private final String arguments;
    private final String doc;
    private WireType type;

    /**
     * A definition whose type is bound later, so that it can contain itself.
     *
     * @param arguments the actual parameters as words, empty for a plain definition
     * @param doc the comment at the definition, empty if there is none
     */
    public NamedType(SourcePosition at, String module, String name, String arguments, String doc) {
        this.at = at;
        this.module = module;
        this.name = name;
        this.arguments = arguments;
        this.doc = doc;
    }

    /** Sets the type, once. */
    public void bind(WireType definition) {
        if (type != null) {
            throw new IllegalStateException(this + " is bound already");
        }
        type = Objects.requireNonNull(definition);
    }

    /** Whether the type is there already; always in a finished schema. */
    public boolean isBound() {
        return type != null;
    }

    /** The type behind the name, which can be another name. */
    public WireType type() {
        if (type == null) {
            throw new IllegalStateException(this + " is not bound yet");
        }
        return type;
    }

    @Override
    public SourcePosition at() {
        return at;
    }

    /** The module that defines it; names are unique within one module only. */
    public String module() {
        return module;
    }

    /** The name as written in the module. */
    public String name() {
        return name;
    }

    /** The actual parameters as words, such as {@code {Reg-MapData}}; empty for a plain definition. */
    public String arguments() {
        return arguments;
    }

    /** The comment at the definition; empty if there is none. */
    public String doc() {
        return doc;
    }

    @Override
    public String toString() {
        return module + "." + name + arguments;
    }
}
