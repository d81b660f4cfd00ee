package dev.tollgate.proxy;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The headers of a message by name without regard to case, one value each. Immutable. */
public final class Headers {
    private static final Pattern COMMA = Pattern.compile(",");

    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Copies the headers. */
    public Headers(Map<String, String> headers) {
        values.putAll(headers);
    }

    /** The header's value, empty where there is none. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * Those of these names that are present, in lower case. Left out are values that no header may have, and what
     * {@code Connection} names: it is meant for this hop alone.
     */
    Map<String, String> only(Set<String> names) {
        var kept = new TreeMap<String, String>();
        names.forEach(name -> get(name).filter(Headers::isPrintable).ifPresent(value -> kept.put(name, value)));
        get("connection")
                .ifPresent(options -> COMMA.splitAsStream(options)
                        .map(option -> option.strip().toLowerCase(Locale.ROOT))
                        .forEach(kept::remove));
        return kept;
    }

    private static boolean isPrintable(String value) {
        return value.chars().allMatch(character -> character >= ' ' && character <= '~');
    }
}
