package io.roadgate.v2x.notation;

import io.roadgate.v2x.schema.NamedType;
import io.roadgate.v2x.schema.Schema;
import io.roadgate.v2x.schema.SchemaFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the texts of ASN.1 modules that belong together.
 *
 * <p>Errors: {@link SchemaFault} with file, line and reason at the first thing that is wrong or not supported.
 */
public final class SchemaReader {
    private SchemaReader() {}

    /** The schema of module files, given as file name to text; a file can hold several modules, in any order. */
    public static Schema read(Map<String, String> sources) {
        List<ModuleSyntax> modules = new ArrayList<>();
        sources.forEach((file, text) -> modules.addAll(new ModuleParser(file, text).modules()));
        List<NamedType> types = new TypeResolver(new References(new Definitions(modules))).all();
        types.forEach(new Finiteness()::check);
        List<Schema.Module> described = modules.stream()
                .map(module -> new Schema.Module(module.at(), module.name(), module.doc()))
                .toList();
        return new Schema(described, List.copyOf(types));
    }
}
