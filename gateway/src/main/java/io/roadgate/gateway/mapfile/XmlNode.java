package io.roadgate.gateway.mapfile;

import io.roadgate.gateway.roadmap.MapFaults;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An XML element with its line, attributes and children.
 *
 * <p>Document types and entities are refused, so that a file can neither name others nor grow while it is read; so are more
 * than {@link #MOST_ELEMENTS} elements and a nesting deeper than {@link #DEEPEST}.
 */
final class XmlNode {
    static final int MOST_ELEMENTS = 1_000_000;
    static final int DEEPEST = 64;
    private static final int MOST_TEXT = 10_000;

    final String name;
    final int line;
    final Map<String, String> attributes;
    final List<XmlNode> children = new ArrayList<>();
    final StringBuilder text = new StringBuilder();

    private XmlNode(XMLStreamReader in) {
        name = in.getLocalName();
        line = in.getLocation().getLineNumber();
        attributes = new HashMap<>(in.getAttributeCount() * 2);
        for (int i = 0; i < in.getAttributeCount(); i++) {
            attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
        }
    }

    /** The root; {@code null} when the file is none (the fault is noted). */
    static XmlNode read(byte[] content, MapFaults faults) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> new ByteArrayInputStream(new byte[0]));
        XMLStreamReader in = null;
        try {
            in = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            return readRoot(in, faults);
        } catch (XMLStreamException e) {
            int at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
            String message = String.valueOf(e.getMessage());
            int detail = message.indexOf("Message: ");
            faults.error(at, "", "is not XML: " + (detail < 0 ? message : message.substring(detail + 9)).strip());
            return null;
        }
    }

    private static XmlNode readRoot(XMLStreamReader in, MapFaults faults) throws XMLStreamException {
        Deque<XmlNode> open = new ArrayDeque<>();
        XmlNode root = null;
        int elements = 0;
        while (in.hasNext()) {
            int event = in.next();
            int line = in.getLocation().getLineNumber();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                faults.error(line, "", "must not have a document type or entities: take them out");
                return null;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (++elements > MOST_ELEMENTS || open.size() >= DEEPEST) {
                    faults.error(
                            line,
                            "",
                            "must have at most " + MOST_ELEMENTS + " elements, nested at most " + DEEPEST + " deep");
                    return null;
                }
                XmlNode node = new XmlNode(in);
                if (open.isEmpty()) {
                    root = node;
                } else {
                    open.peek().children.add(node);
                }
                open.push(node);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open.pop();
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                XmlNode node = open.peek();
                if (node != null && node.text.length() + in.getTextLength() < MOST_TEXT) {
                    node.text.append(in.getText());
                }
            }
        }
        return root;
    }

    /** Children of a name. */
    List<XmlNode> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** First child of a name, or {@code null}. */
    XmlNode first(String childName) {
        for (XmlNode child : children) {
            if (child.name.equals(childName)) {
                return child;
            }
        }
        return null;
    }

    /** Children of a child; none when there is no such child. */
    List<XmlNode> within(String childName, String grandchildName) {
        XmlNode child = first(childName);
        return child == null ? List.of() : child.all(grandchildName);
    }

    /** An attribute; empty when it is not there. */
    String get(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    /** An attribute as a number; a fault and 0 when it is none. */
    double number(String attribute, MapFaults faults) {
        return number(attribute, Double.NaN, faults);
    }

    /** An attribute as a number, or what holds when it is not there (NaN = it must be there). */
    double number(String attribute, double fallback, MapFaults faults) {
        String given = attributes.get(attribute);
        if (given == null && !Double.isNaN(fallback)) {
            return fallback;
        }
        try {
            double value = given == null ? Double.NaN : Double.parseDouble(given);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number that is none.
        }
        faults.error(
                line,
                name,
                attribute + " must be a finite number, is " + (given == null ? "missing" : '"' + given + '"'));
        return 0;
    }

    /** An attribute as a whole number; a fault and the fallback when it is none. */
    int whole(String attribute, int fallback, MapFaults faults) {
        String given = attributes.get(attribute);
        if (given == null) {
            return fallback;
        }
        try {
            return Integer.parseInt(given.strip());
        } catch (NumberFormatException e) {
            faults.error(line, name, attribute + " must be a whole number, is \"" + given + '"');
            return fallback;
        }
    }
}
