package io.roadgate.sensor.http;

/** Whether an XML document that begins with its first element or a declaration has come to its end. */
final class DocumentEnd {
    private DocumentEnd() {}

    /** True when the last bytes close the element that the first one opened. */
    static boolean isWhole(byte[] document, int length) {
        int nameAt = rootNameAt(document, length);
        if (nameAt < 0) {
            return false;
        }
        int nameEnd = nameAt;
        while (nameEnd < length && isName(document[nameEnd])) {
            nameEnd++;
        }
        int nameLength = nameEnd - nameAt;
        int closingAt = length - nameLength - 3;
        if (closingAt < nameEnd || document[closingAt] != '<' || document[closingAt + 1] != '/') {
            return false;
        }
        for (int i = 0; i < nameLength; i++) {
            if (document[closingAt + 2 + i] != document[nameAt + i]) {
                return false;
            }
        }
        return true;
    }

    private static int rootNameAt(byte[] document, int length) {
        for (int at = 0; at + 1 < length; at++) {
            if (document[at] == '<' && isName(document[at + 1])) {
                return at + 1;
            }
        }
        return -1;
    }

    private static boolean isName(byte octet) {
        return (octet >= 'A' && octet <= 'Z')
                || (octet >= 'a' && octet <= 'z')
                || (octet >= '0' && octet <= '9')
                || octet == '_'
                || octet == ':'
                || octet == '-'
                || octet == '.';
    }
}
