package io.roadgate.sensor.camera;

/** Takes the leaves of a JSON or XML document, each with the names that lead to it. */
interface FieldHandler {
    /**
     * A text, number or flag.
     *
     * @param path names from the root, joined by dots, elements of lists without a name of their own:
     *     {@code params.eventList.Code}.
     * @param value as written; never null, as an absent value is no leaf.
     */
    void onField(String path, String value);

    /** An object of JSON, or an element of XML that holds others, is complete. */
    void onEnd(String path);
}
