package dev.tollgate.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.admin.form.PageForm;
import dev.tollgate.admin.http.Parameters;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Versioned;
import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Lists, a part at a time: {@code limit} says how much, {@code after} where it begins. */
final class Paging {
    private static final int MOST = 100;
    private static final int USUAL = 50;

    private Paging() {}

    /** Which part is wanted. */
    static PageRequest wanted(Parameters parameters) {
        return new PageRequest(parameters.id("after"), parameters.number("limit", 1, MOST, USUAL));
    }

    /**
     * The part of a list that is wanted.
     *
     * @param parameters all others of which are read
     * @throws dev.tollgate.admin.http.Refused if any of them is wrong
     */
    static <T extends ConfigurationObject> Reply page(
            Parameters parameters, Listing<T> listing, Function<Versioned<T>, Object> form) {
        var wanted = wanted(parameters);
        parameters.check();
        var page = listing.page(wanted);
        var next = page.next().isEmpty() ? null : next(wanted, page.next(), listing.given());
        return Reply.json(PageForm.of(page, next, form));
    }

    /** The link to the next part, relative to the one of this. */
    static String next(PageRequest wanted, String after, Map<String, String> given) {
        var link = new StringBuilder("?limit=%d&after=%s".formatted(wanted.limit(), after));
        new TreeMap<>(given)
                .forEach((name, value) ->
                        link.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8)));
        return link.toString();
    }
}
