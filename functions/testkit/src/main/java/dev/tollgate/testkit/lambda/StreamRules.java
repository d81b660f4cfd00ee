package dev.tollgate.testkit.lambda;

import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What Lambda and API Gateway ask of a streamed response. Faults are told, the stream goes on. Not thread safe. */
final class StreamRules {
    static final String HTTP_REPLY = "application/vnd.awslambda.http-integration-response";

    private static final int PRELUDE_LIMIT = 16 << 10;
    private static final long STREAM_LIMIT = 200L << 20;
    /** Lambda's end is written in Go, whose HTTP server reads trailers within one buffer, and loses them else. */
    private static final int TRAILERS_LIMIT = 4096;

    private final RequestHead head;
    private final Consumer<String> fault;
    private final Separator separator = new Separator();
    private boolean openPrelude;
    private long bytes;

    StreamRules(RequestHead head, Consumer<String> fault) {
        this.head = head;
        this.fault = fault;
        openPrelude = head.has("content-type", HTTP_REPLY);
        if (!head.has("transfer-encoding", "chunked")) {
            fault.accept("a streamed response without chunks");
        }
        if (head.header("content-type").isEmpty()) {
            fault.accept("a streamed response without a content type");
        }
    }

    void chunk(byte[] chunk) {
        if (openPrelude && bytes == 0 && chunk[0] != '{') {
            fault.accept("the prelude is not a JSON object");
        }
        if (bytes <= STREAM_LIMIT && bytes + chunk.length > STREAM_LIMIT) {
            fault.accept("more than 200 MB are streamed");
        }
        bytes += chunk.length;
        if (openPrelude) {
            openPrelude = !separator.found(chunk);
            if (separator.passed() > PRELUDE_LIMIT) {
                openPrelude = false;
                fault.accept("the prelude and its eight NUL bytes go beyond 16 KB");
            }
        }
    }

    /** Those of them that count, since they were announced. */
    Map<String, String> end(Map<String, String> trailers) {
        if (length(trailers) > TRAILERS_LIMIT) {
            fault.accept("the trailers take more than 4,096 bytes");
        }
        var announced = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        announced.putAll(trailers);
        announced.keySet().retainAll(announced(trailers));
        var failed = announced.containsKey(Reply.Streamed.ERROR_TYPE);
        if (openPrelude && !failed) {
            fault.accept("the stream ended within its prelude");
        }
        if (failed != announced.containsKey(Reply.Streamed.ERROR_BODY)) {
            fault.accept("of the trailers for an error one is missing");
        }
        try {
            Base64.getDecoder().decode(announced.getOrDefault(Reply.Streamed.ERROR_BODY, ""));
        } catch (IllegalArgumentException _) {
            fault.accept("the trailer with the error's body is not Base64");
            announced.remove(Reply.Streamed.ERROR_BODY);
        }
        return Collections.unmodifiableMap(announced);
    }

    /** As they were sent, with the empty line behind them. */
    private static int length(Map<String, String> trailers) {
        return 2
                + trailers.entrySet().stream()
                        .mapToInt(trailer ->
                                trailer.getKey().length() + trailer.getValue().length() + 4)
                        .sum();
    }

    private Set<String> announced(Map<String, String> trailers) {
        var names = Arrays.stream(head.header("trailer").split(",", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        var known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (var name : trailers.keySet()) {
            if (names.contains(name.toLowerCase(Locale.ROOT))) {
                known.add(name);
            } else {
                fault.accept("a trailer that was not announced: " + name);
            }
        }
        return known;
    }
}
