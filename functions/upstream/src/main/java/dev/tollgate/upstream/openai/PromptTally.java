package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Adds up what a prompt is made of while its body is gone through. For one thread. */
final class PromptTally {
    private long imageBytes;
    private long images;
    private long tokenIds;
    private final List<PromptContent.Unseen> unseen = new ArrayList<>();

    /** An image whose data or address is this text of the body. */
    void image(String data) {
        images++;
        imageBytes += data.getBytes(UTF_8).length;
    }

    /** Token ids in place of a text. */
    void tokenIds(long count) {
        tokenIds += count;
    }

    /** Something that brings tokens into the prompt which the bytes of the body do not bound. */
    void unseen(String field, String what) {
        unseen.add(new PromptContent.Unseen(field, what));
    }

    /** The sum. */
    PromptContent content() {
        return new PromptContent(imageBytes, images, tokenIds, unseen);
    }
}
