package dev.tollgate.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Headers drawn at random: what a dialect lists, what must never pass, and names of nobody, in any case, with values that
 * headers may have and may not, and up to three {@code Connection} headers that name some of them. The same for the same seed.
 *
 * @param values by name, each name once without regard to case
 * @param connections the values of the {@code Connection} headers
 * @param named what they name, in lower case
 */
record WireRandomHeaders(Map<String, String> values, List<String> connections, Set<String> named) {
    private static final List<String> UNLISTED = List.of(
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "upgrade",
            "http2-settings",
            "proxy-authorization",
            "host",
            "expect",
            "via",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-real-ip",
            "x-original-url",
            "x-rewrite-url",
            "x-http-method-override",
            "cookie",
            "cookie2",
            "set-cookie",
            "origin",
            "referer",
            "user-agent",
            "range",
            "if-none-match",
            "date",
            "x-amz-date",
            "x-amz-security-token",
            "x-amz-content-sha256",
            "openai-organization",
            "openai-project",
            "x-goog-user-project",
            "server",
            "x-ratelimit-remaining-requests",
            "ratelimit",
            "x-request-id",
            "x-tollgate-quota-exceeded",
            "alt-svc",
            "strict-transport-security",
            "location",
            "www-authenticate",
            "proxy-authenticate",
            "x-amzn-trace-id");

    private static final String CREDENTIAL_OF_ANOTHER = "another-credential";

    /** @param listed what passes, drawn as often as everything else together */
    static WireRandomHeaders draw(Random random, Set<String> listed) {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        var sorted = List.copyOf(new TreeSet<>(listed));
        for (var count = random.nextInt(12); count > 0; count--) {
            names.add(random.nextBoolean() ? pick(random, sorted) : unlisted(random));
        }
        var values = new LinkedHashMap<String, String>();
        names.forEach(name -> values.put(inAnyCase(random, name), value(random)));
        var named = new TreeSet<String>();
        var connections = new ArrayList<String>();
        for (var count = random.nextInt(4); count > 0; count--) {
            connections.add(connection(random, List.copyOf(names), named));
        }
        return new WireRandomHeaders(values, connections, named);
    }

    /** Whether a value can stand in a header as it is. */
    static boolean isPlain(String value) {
        return value.matches("[ -~]*");
    }

    private static String connection(Random random, List<String> names, Set<String> named) {
        var options = new ArrayList<String>();
        for (var count = random.nextInt(4); count > 0; count--) {
            var option = names.isEmpty() || random.nextInt(4) == 0 ? "close" : pick(random, names);
            named.add(option.toLowerCase(Locale.ROOT));
            options.add(inAnyCase(random, option));
        }
        return String.join(pick(random, List.of(",", ", ", " ,", ",,")), options);
    }

    private static String unlisted(Random random) {
        return random.nextInt(3) == 0 ? "x-" + Integer.toString(random.nextInt(1 << 20), 36) : pick(random, UNLISTED);
    }

    private static String value(Random random) {
        var id = Integer.toString(random.nextInt(1 << 30), 36);
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> id + "\r\nx-smuggled: 1";
            case 2 -> id + "\n";
            case 3 -> id + "\0";
            case 4 -> id + " é ✓";
            case 5 -> id + "\t" + id;
            case 6 -> (id + " ").repeat(200).strip();
            case 7 -> CREDENTIAL_OF_ANOTHER + id;
            case 8 -> "a/b; q=\"" + id + "\", */*;~!#$%&'()[]{}<>?@\\^`|";
            default -> id;
        };
    }

    private static String inAnyCase(Random random, String name) {
        return switch (random.nextInt(4)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            default -> name;
        };
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
