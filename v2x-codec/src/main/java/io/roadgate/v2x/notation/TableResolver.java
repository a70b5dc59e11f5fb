package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.ConstraintSyntax.AtPath;
import io.roadgate.v2x.notation.ObjectSets.InformationObject;
import io.roadgate.v2x.notation.ObjectSets.ObjectSet;
import io.roadgate.v2x.notation.ObjectSets.Setting;
import io.roadgate.v2x.notation.References.Placed;
import io.roadgate.v2x.notation.References.PlacedClass;
import io.roadgate.v2x.schema.Origin;
import io.roadgate.v2x.schema.SchemaFault;
import io.roadgate.v2x.schema.Selector;
import io.roadgate.v2x.schema.SourcePosition;
import io.roadgate.v2x.schema.WireType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the table by which an open type is selected.
 *
 * <p>Source: ITU-T X.682 (02/2021) clause 10.
 */
final class TableResolver {
    private final TypeResolver types;
    private final References references;
    private final ValueResolver values;
    private final ObjectSets sets;

    TableResolver(TypeResolver types, References references, ValueResolver values) {
        this.types = types;
        this.references = references;
        this.values = values;
        sets = new ObjectSets(references);
    }

    /** An open type with its table; without a component relation nothing selects it. */
    WireType select(
            WireType.OpenType open, Origin origin, TypeSyntax syntax, ConstraintSyntax.Table table, Nesting nesting) {
        if (table.paths().isEmpty()) {
            return open;
        }
        if (!(syntax instanceof TypeSyntax.ClassField field)) {
            throw new SchemaFault(table.at(), "a component relation goes with a field of a class only");
        }
        PlacedClass ofClass = references.lastClass(field, nesting.scope());
        List<Selector.Path> paths = new ArrayList<>();
        List<String> keyFields = new ArrayList<>();
        for (AtPath path : table.paths()) {
            int start = startLevel(path, nesting);
            keyFields.add(keyField(path, nesting.enclosing().get(start), ofClass));
            paths.add(new Selector.Path(nesting.enclosing().size() - 1 - start, List.copyOf(path.names())));
        }
        ObjectSet set = sets.set(table.set(), table.at(), ofClass, nesting.scope());
        List<Selector.Row> rows = rows(set, open.fieldName(), keyFields, ofClass);
        Selector selector = new Selector(paths, rows, set.extensible());
        return new WireType.OpenType(origin, open.className(), open.fieldName(), selector);
    }

    private static int startLevel(AtPath path, Nesting nesting) {
        int start = path.level() == 0 ? 0 : nesting.enclosing().size() - path.level();
        if (start < 0 || start >= nesting.enclosing().size()) {
            throw new SchemaFault(path.at(), "the component relation leads out of the type");
        }
        return start;
    }

    /** The field of the class that the member at the end of the path is taken from. */
    private String keyField(AtPath path, Placed start, PlacedClass ofClass) {
        Placed current = start;
        TypeSyntax memberType = null;
        for (String name : path.names()) {
            TypeSyntax.Field member =
                    current.type() instanceof TypeSyntax.Members members ? MemberLookup.field(members, name) : null;
            if (member == null) {
                throw new SchemaFault(path.at(), "the component relation finds no member '" + name + "'");
            }
            memberType = member.type();
            current = references.follow(memberType, current.scope());
        }
        TypeSyntax type = memberType;
        while (type instanceof TypeSyntax.Tagged || type instanceof TypeSyntax.Constrained) {
            type = type instanceof TypeSyntax.Tagged tagged ? tagged.type() : ((TypeSyntax.Constrained) type).type();
        }
        String field = type instanceof TypeSyntax.ClassField key
                ? key.path().get(key.path().size() - 1).text()
                : uniqueField(ofClass);
        if (field == null || ofClass.definition().field(field) == null) {
            throw new SchemaFault(path.at(), "the member of the component relation is no field of the class");
        }
        return field;
    }

    private static String uniqueField(PlacedClass ofClass) {
        return ofClass.definition().fields().stream()
                .filter(ClassSyntax.ClassField::unique)
                .map(ClassSyntax.ClassField::name)
                .findFirst()
                .orElse(null);
    }

    private List<Selector.Row> rows(ObjectSet set, String typeField, List<String> keyFields, PlacedClass ofClass) {
        List<Selector.Row> rows = new ArrayList<>();
        Set<List<Object>> known = new HashSet<>();
        for (InformationObject object : set.objects()) {
            List<Object> keys = keys(object, keyFields, ofClass);
            if (keys.size() < keyFields.size()) {
                continue;
            }
            Selector.Row row = new Selector.Row(object.at(), keys, type(object, typeField));
            if (known.add(keys)) {
                rows.add(row);
            } else if (!hasSameType(rows, row)) {
                String shown = keys.stream().map(String::valueOf).collect(Collectors.joining(", "));
                throw new SchemaFault(object.at(), "the key " + shown + " stands for two types in this set");
            }
        }
        return rows;
    }

    /** What an object has for the keys; less when it lacks one. */
    private List<Object> keys(InformationObject object, List<String> keyFields, PlacedClass ofClass) {
        List<Object> keys = new ArrayList<>();
        for (String field : keyFields) {
            Setting key = object.settings().get(field);
            if (key != null) {
                TypeSyntax keyType = ofClass.definition().field(field).type();
                ValueSyntax written = new ValueSyntax(object.at(), key.tokens());
                keys.add(values.evaluate(keyType, ofClass.scope(), written, key.scope()));
            }
        }
        return List.copyOf(keys);
    }

    private static boolean hasSameType(List<Selector.Row> rows, Selector.Row row) {
        return rows.stream().anyMatch(each -> each.keys().equals(row.keys()) && each.type() == row.type());
    }

    private WireType type(InformationObject object, String typeField) {
        Setting setting = object.settings().get(typeField);
        if (setting == null) {
            return null;
        }
        SourcePosition at = object.at();
        return types.resolve(References.parserOver(setting.tokens(), at).type(), setting.scope());
    }
}
