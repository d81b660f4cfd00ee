package dev.tollgate.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads what little JSON a runtime gets: objects of texts, one in the other. Anything else in them (numbers, arrays, literals) is
 * kept as it stands.
 */
final class JsonReader {
    private static final int DEEPEST = 32;

    private final String json;
    private int position;

    private JsonReader(String json) {
        this.json = json;
    }

    /**
     * An object's fields: {@link String}s and {@link Map}s.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Map<String, Object> object(String json) {
        var reader = new JsonReader(json);
        reader.skipSpace();
        var fields = reader.fields(0);
        reader.skipSpace();
        if (reader.position < json.length()) {
            throw reader.malformed();
        }
        return fields;
    }

    private Map<String, Object> fields(int depth) {
        if (depth > DEEPEST) {
            throw malformed();
        }
        var fields = new LinkedHashMap<String, Object>();
        expect('{');
        if (skipped('}')) {
            return fields;
        }
        do {
            skipSpace();
            var name = text();
            skipSpace();
            expect(':');
            skipSpace();
            fields.put(name, value(depth));
            skipSpace();
        } while (skipped(','));
        expect('}');
        return fields;
    }

    private Object value(int depth) {
        if (peek() == '"') {
            return text();
        }
        return peek() == '{' ? fields(depth + 1) : other();
    }

    private String text() {
        expect('"');
        var text = new StringBuilder();
        for (var unit = take(); unit != '"'; unit = take()) {
            text.append(unit == '\\' ? escaped(take()) : unit);
        }
        return text.toString();
    }

    private char escaped(char unit) {
        var which = "bfnrt".indexOf(unit);
        if (which >= 0) {
            return "\b\f\n\r\t".charAt(which);
        } else if (unit != 'u') {
            return unit;
        }
        position += 4;
        if (position > json.length()) {
            throw malformed();
        }
        return (char) Integer.parseInt(json, position - 4, position, 16);
    }

    /** Up to where the object goes on; what is in brackets or texts is not looked into. */
    private String other() {
        var start = position;
        var open = 0;
        while (open > 0 || ",}]".indexOf(peek()) < 0) {
            if (peek() == '"') {
                var _ = text();
                continue;
            }
            var unit = take();
            if (unit == '[' || unit == '{') {
                open++;
            } else if (unit == ']' || unit == '}') {
                open--;
            }
        }
        return json.substring(start, position).strip();
    }

    private void skipSpace() {
        while (position < json.length() && json.charAt(position) <= ' ') {
            position++;
        }
    }

    private boolean skipped(char unit) {
        skipSpace();
        if (peek() != unit) {
            return false;
        }
        position++;
        return true;
    }

    private void expect(char unit) {
        if (take() != unit) {
            throw malformed();
        }
    }

    private char take() {
        var unit = peek();
        position++;
        return unit;
    }

    private char peek() {
        if (position >= json.length()) {
            throw malformed();
        }
        return json.charAt(position);
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("no JSON object, at " + position);
    }
}
