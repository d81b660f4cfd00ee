package dev.tollgate.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads query strings as API Gateway does. */
final class QueryString {
    private static final Pattern AMPERSAND = Pattern.compile("&");

    private QueryString() {}

    /** All values of each parameter, decoded. What is not encoded rightly is left out. */
    static Map<String, List<String>> parse(@Nullable String raw) {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (raw != null) {
            AMPERSAND.splitAsStream(raw).filter(part -> !part.isEmpty()).forEach(part -> put(part, parameters));
        }
        return parameters;
    }

    private static void put(String part, Map<String, List<String>> parameters) {
        var equals = part.indexOf('=');
        var name = equals < 0 ? part : part.substring(0, equals);
        var value = equals < 0 ? "" : part.substring(equals + 1);
        try {
            parameters
                    .computeIfAbsent(URLDecoder.decode(name, UTF_8), _ -> new ArrayList<>())
                    .add(URLDecoder.decode(value, UTF_8));
        } catch (IllegalArgumentException _) {
            // A percent sign without two hexadecimal digits.
        }
    }
}
