package dev.tollgate.runtime;

/** Writes JSON. */
final class Json {
    private static final String HEX = "0123456789abcdef";

    private Json() {}

    /** Appends a text with its quotation marks. */
    static void text(String text, StringBuilder json) {
        json.append('"');
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (unit == '"' || unit == '\\') {
                json.append('\\').append(unit);
            } else if (unit < ' ') {
                json.append("\\u00").append(HEX.charAt(unit >> 4)).append(HEX.charAt(unit & 15));
            } else {
                json.append(unit);
            }
        }
        json.append('"');
    }
}
