package io.roadgate.v2x.notation;

import io.roadgate.v2x.notation.Assignment.Parameter;
import io.roadgate.v2x.notation.ModuleSyntax.Import;
import io.roadgate.v2x.schema.SchemaFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the modules of one file: header, imports, definitions.
 *
 * <p>Source: ITU-T X.680 (02/2021) clauses 13 and 16; X.683 clause 8.
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

    List<ModuleSyntax> modules() {
        List<ModuleSyntax> modules = new ArrayList<>();
        while (!in.isAtEnd()) {
            modules.add(module());
        }
        return modules;
    }

    private ModuleSyntax module() {
        Token name = in.expect(Token.Kind.TYPE_WORD, "a module name");
        if (in.peek().is("{")) {
            in.takeBraced();
        }
        in.expect("DEFINITIONS");
        String tagging = tagging();
        boolean isImplied = in.takeIf("EXTENSIBILITY");
        if (isImplied) {
            in.expect("IMPLIED");
        }
        in.expect("::=");
        in.expect("BEGIN");
        if (in.takeIf("EXPORTS")) {
            skipToSemicolon();
        }
        Map<String, Import> imports = in.takeIf("IMPORTS") ? imports() : Map.of();
        Map<String, Assignment> assignments = new LinkedHashMap<>();
        while (!in.takeIf("END")) {
            Assignment assignment = assignment();
            if (assignments.put(assignment.name(), assignment) != null) {
                throw new SchemaFault(
                        assignment.at(), "'" + assignment.name() + "' is defined twice in the module " + name.text());
            }
        }
        String doc = comments.around(name.at().line(), -1);
        return new ModuleSyntax(name.at(), name.text(), doc, tagging, isImplied, imports, assignments);
    }

    /** Without any word the tags are explicit (clause 13.2). */
    private String tagging() {
        if (in.peek().is("INSTRUCTIONS") || in.peek(1).is("INSTRUCTIONS")) {
            throw in.fault("encoding instructions are not supported");
        }
        if (!in.peek(1).is("TAGS")) {
            return "EXPLICIT";
        }
        Token word = in.take();
        in.take();
        if (!word.is("AUTOMATIC") && !word.is("IMPLICIT") && !word.is("EXPLICIT")) {
            throw new SchemaFault(word.at(), "expected AUTOMATIC, IMPLICIT or EXPLICIT, found " + word.shown());
        }
        return word.text();
    }

    /** EXPORTS lists need no check: whatever another module imports is looked up there. */
    private void skipToSemicolon() {
        Token start = in.peek();
        while (!in.peek().is(";")) {
            if (in.take().kind() == Token.Kind.END) {
                throw new SchemaFault(start.at(), "the EXPORTS list has no ';'");
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
                throw new SchemaFault(name.at(), "expected an imported name, found " + name.shown());
            }
            names.add(name);
            if (in.peek().is("{")) {
                in.takeBraced();
            }
            if (in.takeIf("FROM")) {
                String module = importedModule();
                names.forEach(each -> imports.put(each.text(), new Import(each.at(), module)));
                names.clear();
            } else if (!in.peek().is(";")) {
                in.expect(",");
            }
        }
        if (!names.isEmpty()) {
            Token first = names.get(0);
            throw new SchemaFault(first.at(), "the import of '" + first.text() + "' has no FROM");
        }
        return imports;
    }

    /** Modules are told apart by name alone: their object identifiers are read and not compared. */
    private String importedModule() {
        Token module = in.expect(Token.Kind.TYPE_WORD, "a module name");
        if (in.peek().is("{")) {
            in.takeBraced();
        } else if (in.isNext(Token.Kind.VALUE_WORD) && !isImportedName(in.peek(1))) {
            in.take();
        }
        if (in.takeIf("WITH") && !in.takeIf("SUCCESSORS")) {
            in.expect("DESCENDANTS");
        }
        return module.text();
    }

    private static boolean isImportedName(Token follower) {
        return follower.is(",") || follower.is("FROM");
    }

    private Assignment assignment() {
        Token name = in.take();
        boolean isValue = name.kind() == Token.Kind.VALUE_WORD;
        if (!isValue && name.kind() != Token.Kind.TYPE_WORD) {
            throw new SchemaFault(name.at(), "expected a definition or END, found " + name.shown());
        }
        List<Parameter> parameters = in.peek().is("{") ? parameters() : List.of();
        if (isValue) {
            TypeSyntax governor = types.type();
            in.expect("::=");
            return new Assignment.OfValue(name.at(), name.text(), parameters, governor, ValueParser.value(in));
        }
        if (!in.peek().is("::=")) {
            TypeSyntax governor = types.type();
            in.expect("::=");
            List<Token> elements = in.takeBraced();
            return new Assignment.OfSet(name.at(), name.text(), parameters, governor, elements, doc(name));
        }
        in.take();
        if (in.takeIf("CLASS")) {
            ClassSyntax definition = new ClassParser(in, types).definition(name.at());
            return new Assignment.OfClass(name.at(), name.text(), parameters, definition);
        }
        TypeSyntax type = types.type();
        return new Assignment.OfType(name.at(), name.text(), parameters, type, doc(name));
    }

    /** A trailing comment belongs to a one-line definition only: in a longer one it is the last member's. */
    private String doc(Token name) {
        int endLine = in.last().at().line();
        return comments.around(name.at().line(), endLine == name.at().line() ? endLine : -1);
    }

    private List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        in.expect("{");
        do {
            boolean isGoverned = in.peek(1).is(":") || !isLastWord(in.peek(1));
            TypeSyntax governor = null;
            if (isGoverned) {
                governor = types.type();
                in.expect(":");
            }
            Token name = in.take();
            if (name.kind() != Token.Kind.TYPE_WORD && name.kind() != Token.Kind.VALUE_WORD) {
                throw new SchemaFault(name.at(), "expected a parameter, found " + name.shown());
            }
            parameters.add(new Parameter(name.at(), governor, name.text()));
        } while (in.takeIf(","));
        in.expect("}");
        return parameters;
    }

    private static boolean isLastWord(Token follower) {
        return follower.is(",") || follower.is("}");
    }
}
