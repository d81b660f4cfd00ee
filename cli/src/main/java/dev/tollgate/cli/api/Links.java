package dev.tollgate.cli.api;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Links to the next part of a list. */
final class Links {
    private Links() {}

    /**
     * The call that a list's {@code next} leads to. Only its query counts, so that no link leads to another host; what it does
     * not name, such as a filter, stays.
     */
    static Call follow(Call call, String link) {
        var query = URI.create(link).getRawQuery();
        var next = call;
        for (var parameter : query == null ? new String[0] : query.split("&", -1)) {
            var parts = parameter.split("=", 2);
            next = next.query(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        }
        if (next.equals(call)) {
            throw new UnreachableException(
                    "the list's next part is this one: " + link, new IllegalStateException(link));
        }
        return next;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
