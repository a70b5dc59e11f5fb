package io.roadgate.sensor.camera;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads documents of cameras that speak JSON or XML, leaf by leaf.
 *
 * <p>Bounded: documents are at most as long as their framer allows, {@link #DEEPEST} levels deep, texts
 * {@link #LONGEST_TEXT} characters. XML has no document type and no external entities here.
 *
 * <p>Errors: false when the document does not parse; what came before has been handed on. Not the fast path: allocates.
 */
final class FieldReader {
    static final int DEEPEST = 32;
    static final int LONGEST_TEXT = 65_536;

    private static final int LONGEST_NAME = 256;
    private static final Pattern ENCODING = Pattern.compile("^<\\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)[\"']");

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(64)
                    .build())
            .build();
    private final XMLInputFactory xml = xmlFactory();

    private static XMLInputFactory xmlFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Reads one JSON value; paths begin with {@code root}, which is empty or ends with a dot. */
    boolean readJson(byte[] bytes, int from, int length, String root, FieldHandler handler) {
        Deque<String> opened = new ArrayDeque<>();
        String prefix = root;
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes, from, length)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case START_OBJECT, START_ARRAY -> {
                        String name = parser.currentName();
                        opened.push(prefix);
                        prefix = name == null ? prefix : prefix + name + ".";
                    }
                    case END_OBJECT -> {
                        handler.onEnd(trimmed(prefix));
                        prefix = opened.pop();
                    }
                    case END_ARRAY -> prefix = opened.pop();
                    case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
                        String name = parser.currentName();
                        handler.onField(name == null ? trimmed(prefix) : prefix + name, parser.getString());
                    }
                    default -> {
                        // A name is part of what follows it; null says that nothing is known.
                    }
                }
            }
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static String trimmed(String prefix) {
        return prefix.endsWith(".") ? prefix.substring(0, prefix.length() - 1) : prefix;
    }

    /** Reads one XML document; the root element has no part in the paths. */
    boolean readXml(byte[] bytes, int from, int length, FieldHandler handler) {
        try {
            XMLStreamReader reader = xml.createXMLStreamReader(new StringReader(text(bytes, from, length)));
            try {
                return readElements(reader, handler);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | CharacterCodingException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The platform's XML reader writes to the console about bytes that are no text: they are decoded before. */
    private static String text(byte[] bytes, int from, int length) throws CharacterCodingException {
        String start = new String(bytes, from, Math.min(length, LONGEST_NAME), StandardCharsets.ISO_8859_1);
        Matcher declared = ENCODING.matcher(start);
        // An unknown name is an IllegalArgumentException.
        Charset charset = declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
        return charset.newDecoder().decode(ByteBuffer.wrap(bytes, from, length)).toString();
    }

    private static boolean readElements(XMLStreamReader reader, FieldHandler handler) throws XMLStreamException {
        Deque<String> paths = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        boolean isLeaf = false;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (paths.size() == DEEPEST) {
                        return false;
                    }
                    String parent = paths.isEmpty() ? null : paths.peek();
                    String name = reader.getLocalName();
                    paths.push(parent == null ? "" : parent.isEmpty() ? name : parent + "." + name);
                    text.setLength(0);
                    isLeaf = true;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (isLeaf && text.length() < LONGEST_TEXT) {
                        text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    String path = paths.pop();
                    String value = text.toString().trim();
                    if (!isLeaf) {
                        handler.onEnd(path);
                    } else if (!value.isEmpty()) {
                        handler.onField(path, value);
                    }
                    isLeaf = false;
                }
                default -> {
                    // Declarations, comments and white space between elements.
                }
            }
        }
        return true;
    }
}
