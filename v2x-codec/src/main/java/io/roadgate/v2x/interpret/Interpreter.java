package io.roadgate.v2x.interpret;

import io.roadgate.v2x.notation.SchemaReader;
import io.roadgate.v2x.schema.NamedType;
import io.roadgate.v2x.schema.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes codecs for the types of ASN.1 modules at run time. */
public final class Interpreter {
    private final Schema schema;
    private final UnitTable units;

    private Interpreter(Schema schema, UnitTable units) {
        this.schema = schema;
        this.units = units;
    }

    /**
     * For module files, given as file name to text.
     *
     * <p>Errors: {@link io.roadgate.v2x.schema.SchemaFault} with file, line and reason.
     */
    public static Interpreter compile(Map<String, String> sources) {
        return new Interpreter(SchemaReader.read(sources), UnitTable.NONE);
    }

    /** As {@link #compile}, for modules whose type names are those of the Chinese sets, so that their units are known. */
    public static Interpreter compileWithUnits(Map<String, String> sources) {
        return new Interpreter(SchemaReader.read(sources), UnitTable.load());
    }

    /** The modules and types that there are. */
    public Schema schema() {
        return schema;
    }

    /**
     * The codec of a type by its name.
     *
     * <p>Errors: IllegalArgumentException when no module defines it, or several do.
     */
    public TypeCodec codec(String type) {
        List<NamedType> found = schema.named(type);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no module defines the type '" + type + "'" + hint(type));
        }
        if (found.size() > 1) {
            String modules = found.stream().map(NamedType::module).collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    "several modules define the type '" + type + "': name one of " + modules);
        }
        return codec(found.get(0));
    }

    /**
     * The codec of a type of a module.
     *
     * <p>Errors: IllegalArgumentException when the module does not define it.
     */
    public TypeCodec codec(String type, String module) {
        NamedType found = schema.find(module, type);
        if (found == null) {
            boolean isModule =
                    schema.modules().stream().anyMatch(each -> each.name().equals(module));
            throw new IllegalArgumentException(
                    isModule
                            ? "the module '" + module + "' does not define the type '" + type + "'" + hint(type)
                            : "there is no module '" + module + "'");
        }
        return codec(found);
    }

    private TypeCodec codec(NamedType type) {
        return new TypeCodec(new CodecBuilder(units).build(type));
    }

    /** Names that differ by case and hyphens only. */
    private String hint(String type) {
        String plain = plain(type);
        String near = schema.types().stream()
                .map(NamedType::name)
                .filter(name -> plain(name).equals(plain) && !name.equals(type))
                .distinct()
                .collect(Collectors.joining(", "));
        return near.isEmpty() ? "" : " (did you mean " + near + "?)";
    }

    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
