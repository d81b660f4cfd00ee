package dev.tollgate.admin.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Texts in the query of a link. */
final class Links {
    private Links() {}

    /** By RFC 3986: a blank is no plus. */
    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
