package dev.tollgate.admin.usage;

import dev.tollgate.admin.http.Csv;
import dev.tollgate.admin.http.Parameters;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a report is written in: as {@code ?format=} says, else as {@code Accept} does. */
enum Format {
    JSON,
    CSV;

    /** The one that a request wants. */
    static Format of(Request request, Parameters parameters) {
        return parameters
                .parsed("format", Format::named, "json or csv")
                .orElseGet(
                        () -> request.header("accept").filter(Format::wantsCsv).isPresent() ? CSV : JSON);
    }

    /** A report that may have a part behind it. */
    Reply reply(Report report) {
        var reply = this == CSV ? Reply.text(Csv.TYPE, report.table().toString()) : Reply.json(report.document());
        return report.next()
                .map(link -> reply.with("link", "<%s>; rel=\"next\"".formatted(link)))
                .orElse(reply);
    }

    /** JSON is the usual form: whoever takes it too gets it. */
    private static boolean wantsCsv(String accept) {
        return accept.toLowerCase(Locale.ROOT).startsWith(Csv.TYPE);
    }

    private static Optional<Format> named(String text) {
        return Arrays.stream(values())
                .filter(format -> format.id().equals(text))
                .findFirst();
    }

    private String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
