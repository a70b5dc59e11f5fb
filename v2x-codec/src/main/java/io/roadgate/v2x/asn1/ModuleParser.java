package io.roadgate.v2x.asn1;

import io.roadgate.v2x.asn1.Asn1Module.Import;
import io.roadgate.v2x.asn1.Asn1Module.TypeAssignment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the modules of one file: header, imports, type and value assignments.
 *
 * <p>Source: ITU-T X.680 (02/2021) clauses 13 and 16.
 */
final class ModuleParser {
    private final TokenCursor in;
    private final Comments comments;
    private final TypeParser types;

    ModuleParser(String file, String text) {
        Lexer lexer = new Lexer(file, text);
        in = new TokenCursor(lexer.tokens());
        comments = lexer.comments();
        types = new TypeParser(in, comments);
    }

    List<Asn1Module> modules() {
        List<Asn1Module> modules = new ArrayList<>();
        while (in.peek().kind() != Token.Kind.END) {
            modules.add(module());
        }
        return modules;
    }

    private Asn1Module module() {
        Token name = in.expect(Token.Kind.TYPE_WORD, "a module name");
        if (in.peek().is("{")) {
            throw in.fault("module identifiers in braces are not supported");
        }
        in.expect("DEFINITIONS");
        if (!in.peek().is("AUTOMATIC")) {
            throw in.fault("only modules with AUTOMATIC TAGS are supported");
        }
        in.take();
        in.expect("TAGS");
        in.expect("::=");
        in.expect("BEGIN");
        if (in.takeIf("EXPORTS")) {
            skipToSemicolon();
        }
        Map<String, Import> imports = in.takeIf("IMPORTS") ? imports() : Map.of();
        List<TypeAssignment> assigned = new ArrayList<>();
        Map<String, Bound> values = new LinkedHashMap<>();
        while (!in.peek().is("END")) {
            assignment(name.text(), assigned, values);
        }
        in.take();
        String doc = comments.around(name.at().line(), -1);
        return new Asn1Module(name.at(), name.text(), doc, imports, assigned, values);
    }

    /** EXPORTS lists need no check: whatever another module imports is looked up there. */
    private void skipToSemicolon() {
        while (!in.peek().is(";")) {
            if (in.take().kind() == Token.Kind.END) {
                throw in.fault("the EXPORTS list has no ';'");
            }
        }
        in.take();
    }

    private Map<String, Import> imports() {
        Map<String, Import> imports = new LinkedHashMap<>();
        List<Token> names = new ArrayList<>();
        while (!in.takeIf(";")) {
            Token name = in.take();
            if (name.kind() != Token.Kind.TYPE_WORD && name.kind() != Token.Kind.VALUE_WORD) {
                throw new Asn1Fault(name.at(), "expected an imported name, found " + name.shown());
            }
            names.add(name);
            if (in.takeIf("FROM")) {
                Token module = in.expect(Token.Kind.TYPE_WORD, "a module name");
                if (in.peek().is("{")) {
                    throw in.fault("module identifiers in braces are not supported");
                }
                names.forEach(each -> imports.put(each.text(), new Import(each.at(), module.text())));
                names.clear();
            } else if (!in.peek().is(";")) {
                in.expect(",");
            }
        }
        if (!names.isEmpty()) {
            throw new Asn1Fault(
                    names.get(0).at(), "the import of '" + names.get(0).text() + "' has no FROM");
        }
        return imports;
    }

    private void assignment(String module, List<TypeAssignment> assigned, Map<String, Bound> values) {
        Token name = in.take();
        if (name.kind() == Token.Kind.VALUE_WORD) {
            if (!in.takeIf("INTEGER")) {
                throw in.fault("only values of type INTEGER are supported, found "
                        + in.peek().shown());
            }
            in.expect("::=");
            if (values.put(name.text(), new ConstraintParser(in).bound()) != null) {
                throw new Asn1Fault(name.at(), "the value '" + name.text() + "' is defined twice");
            }
            return;
        }
        if (name.kind() != Token.Kind.TYPE_WORD) {
            throw new Asn1Fault(name.at(), "expected a definition or END, found " + name.shown());
        }
        if (in.peek().is("{")) {
            throw in.fault("parameterised types are not supported");
        }
        if (!in.peek().is("::=")) {
            throw in.fault("values of type '" + name.text() + "' and object definitions are not supported");
        }
        in.take();
        Asn1Type type = types.type();
        // A trailing comment belongs to a one-line definition only: in a longer one it is the last field's.
        int endLine = in.last().at().line();
        String doc = comments.around(name.at().line(), endLine == name.at().line() ? endLine : -1);
        assigned.add(new TypeAssignment(name.at(), module, name.text(), type, doc));
    }
}
