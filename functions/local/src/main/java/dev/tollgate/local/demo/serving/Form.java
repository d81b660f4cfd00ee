package dev.tollgate.local.demo.serving;

import java.util.List;
import java.util.function.Function;

/** How an answer is written down. */
public sealed interface Form {
    /** As one document. */
    record Whole(Function<Answer, JsonReply> document) implements Form {}

    /** Part by part. */
    record Streamed(Function<Answer, List<Part>> parts, Framing framing) implements Form {}
}
