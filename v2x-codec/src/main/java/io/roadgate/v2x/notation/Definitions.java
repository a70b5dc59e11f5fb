package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.ModuleSyntax.Import;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.SourcePosition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what a name means in a module: its own definition, or one that it imports. */
final class Definitions {
    private static final int MOST_IMPORT_STEPS = 100;
    private static final String BUILT_IN = """
            Built-In DEFINITIONS ::= BEGIN
            TYPE-IDENTIFIER ::= CLASS { &id OBJECT IDENTIFIER UNIQUE, &Type } WITH SYNTAX { &Type IDENTIFIED BY &id }
            ABSTRACT-SYNTAX ::= CLASS { &id OBJECT IDENTIFIER UNIQUE, &Type, &property BIT STRING DEFAULT {} }
              WITH SYNTAX { &Type IDENTIFIED BY &id [HAS PROPERTY &property] }
            END
            """;

    private final Map<String, ModuleSyntax> modules = new LinkedHashMap<>();
    private final ModuleSyntax builtIn =
            new ModuleParser("built-in", BUILT_IN).modules().get(0);

    /** A definition and the module in which it stands. */
    record Found(Assignment assignment, ModuleSyntax module) {}

    Definitions(List<ModuleSyntax> parsed) {
        for (ModuleSyntax module : parsed) {
            ModuleSyntax earlier = modules.put(module.name(), module);
            if (earlier != null) {
                throw new SchemaFault(
                        module.at(), "the module '" + module.name() + "' is defined at " + earlier.at() + " too");
            }
        }
        parsed.forEach(this::checkImports);
    }

    Collection<ModuleSyntax> modules() {
        return modules.values();
    }

    private void checkImports(ModuleSyntax module) {
        module.imports().forEach((name, imported) -> {
            if (!modules.containsKey(imported.module())) {
                throw new SchemaFault(
                        imported.at(),
                        "'" + name + "' comes from the module '" + imported.module()
                                + "', which is not among the given files");
            }
            if (findIn(modules.get(imported.module()), name) == null) {
                throw new SchemaFault(
                        imported.at(), "the module '" + imported.module() + "' does not define '" + name + "'");
            }
        });
    }

    private Found findIn(ModuleSyntax start, String name) {
        ModuleSyntax module = start;
        for (int step = 0; module != null && step < MOST_IMPORT_STEPS; step++) {
            Assignment own = module.assignments().get(name);
            if (own != null) {
                return new Found(own, module);
            }
            Import imported = module.imports().get(name);
            module = imported == null ? null : modules.get(imported.module());
        }
        return null;
    }

    /** The definition of a name, perhaps with its module before it; null if there is none. */
    Found find(ModuleSyntax from, String moduleName, String name) {
        if (moduleName != null) {
            ModuleSyntax module = modules.get(moduleName);
            return module == null ? null : findIn(module, name);
        }
        Found found = findIn(from, name);
        Assignment common = builtIn.assignments().get(name);
        return found != null || common == null ? found : new Found(common, builtIn);
    }

    /** As {@link #find}, but a fault if there is none. */
    Found get(ModuleSyntax from, String moduleName, String name, SourcePosition at) {
        Found found = find(from, moduleName, name);
        if (found == null) {
            String full = moduleName == null ? name : moduleName + "." + name;
            boolean isElsewhere = modules.values().stream()
                    .anyMatch(module -> module.assignments().containsKey(name));
            throw new SchemaFault(
                    at,
                    "'" + full + "' is not defined or imported in the module " + from.name()
                            + (isElsewhere ? ", only in another one" : ""));
        }
        return found;
    }
}
