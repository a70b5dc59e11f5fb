package io.roadgate.v2x.schema;

import java.util.List;

/**
 * The modules of a message set with all types resolved.
 *
 * @param modules in the order of the files and of the modules in them
 * @param types the definitions in the order in which they are written. Parameterised ones are not here: their instances
 *     stand where they are used
 */
public record Schema(List<Module> modules, List<NamedType> types) {
    /**
     * A module.
     *
     * @param doc the comment above its name, empty if there is none
     */
    public record Module(SourcePosition at, String name, String doc) {}

    /** The types of a name: one per module that defines it. */
    public List<NamedType> named(String name) {
        return types.stream().filter(type -> type.name().equals(name)).toList();
    }

    /** The type of a name in a module, null if there is none. */
    public NamedType find(String module, String name) {
        return types.stream()
                .filter(type -> type.name().equals(name) && type.module().equals(module))
                .findFirst()
                .orElse(null);
    }
}
