package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.upstream.prompt.PromptPart;
import dev.tollgate.upstream.prompt.PromptParts;
import java.util.ArrayList;
import java.util.List;

/** Adds up what a prompt is made of while its body is gone through. For one thread. */
final class PromptTally {
    private final List<PromptPart> parts = new ArrayList<>();
    private long tokenIds;

    /** An image whose data or address is this text of the body. */
    void image(String data) {
        parts.add(new PromptPart.Image(data.getBytes(UTF_8).length));
    }

    /** Token ids in place of a text. */
    void tokenIds(long count) {
        tokenIds += count;
    }

    /** Something that brings tokens into the prompt which the bytes of the body do not bound. */
    void unseen(String field, String what) {
        parts.add(new PromptPart.Unseen(field, "In '%s', %s".formatted(field, what)));
    }

    /** The sum. */
    PromptContent content() {
        return new PromptContent(new PromptParts(parts), tokenIds);
    }
}
