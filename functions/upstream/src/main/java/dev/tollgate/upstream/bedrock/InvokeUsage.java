package dev.tollgate.upstream.bedrock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.http.ReplyHead;
import dev.tollgate.upstream.json.JsonReply;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what InvokeModel cost: Bedrock tells it in headers, whatever the model, with what the cache had to do with beside the
 * input; a model may tell it in its reply.
 */
final class InvokeUsage {
    static final String INPUT = "x-amzn-bedrock-input-token-count";
    static final String OUTPUT = "x-amzn-bedrock-output-token-count";
    static final String CACHE_READ = "x-amzn-bedrock-cache-read-input-token-count";
    static final String CACHE_WRITE = "x-amzn-bedrock-cache-write-input-token-count";

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private InvokeUsage() {}

    /**
     * The usage of a whole reply, empty where it says nothing.
     *
     * @param writesNothing whether a figure for the completion may be missing
     */
    static Optional<Usage> of(ReplyHead head, byte[] body, boolean writesNothing) {
        var figures = figures(head);
        if (writesNothing && !figures.has(UsageFigures.METRICS.output())) {
            figures.put(UsageFigures.METRICS.output(), 0);
        }
        return UsageFigures.METRICS
                .read(figures)
                .or(() -> inBody(body))
                .or(() -> writesNothing ? inEmbedding(body) : Optional.empty());
    }

    private static ObjectNode figures(ReplyHead head) {
        var figures = JsonNodeFactory.instance.objectNode();
        put(figures, UsageFigures.METRICS.input(), head.header(INPUT));
        put(figures, UsageFigures.METRICS.output(), head.header(OUTPUT));
        put(figures, UsageFigures.METRICS.cacheRead().getFirst(), head.header(CACHE_READ));
        put(figures, UsageFigures.METRICS.cacheWrite().getFirst(), head.header(CACHE_WRITE));
        return figures;
    }

    /** What is no number stays a text, which is no figure. */
    private static void put(ObjectNode figures, String name, Optional<String> header) {
        header.ifPresent(text -> {
            if (NUMBER.matcher(text).matches()) {
                figures.put(name, Long.parseLong(text));
            } else {
                figures.put(name, text);
            }
        });
    }

    private static Optional<Usage> inBody(byte[] body) {
        return JsonReply.field(body, "usage")
                .flatMap(usage -> Stream.of(UsageFigures.CLAUDE, UsageFigures.CONVERSE, UsageFigures.CHAT)
                        .flatMap(names -> names.read(usage).stream())
                        .findFirst());
    }

    /** Titan's. */
    private static Optional<Usage> inEmbedding(byte[] body) {
        return JsonReply.field(body, "inputTextTokenCount").flatMap(count -> {
            var figures = JsonNodeFactory.instance.objectNode().put(UsageFigures.METRICS.output(), 0);
            figures.set(UsageFigures.METRICS.input(), count);
            return UsageFigures.METRICS.read(figures);
        });
    }
}
