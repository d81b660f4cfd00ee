package dev.tollgate.local.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A completion in OpenAI's JSON: as one object, or as the chunks of a stream.
 *
 * @param id the completion's, the same in each chunk
 * @param created when it began
 * @param request what was asked for
 * @param completion what is said
 * @param usageReported whether this model reports usage at all
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">the API reference</a>
 */
record Documents(String id, Instant created, ChatRequest request, Completion completion, boolean usageReported) {
    /**
     * A part of a stream.
     *
     * @param json the chunk; not to be changed
     * @param tokens how many tokens it brings
     */
    record Chunk(ObjectNode json, int tokens) {}

    ObjectNode whole() {
        var reply = head("chat.completion");
        var choices = reply.putArray("choices");
        for (var index = 0; index < completion.choices(); index++) {
            var choice = choices.addObject().put("index", index);
            choice.putObject("message")
                    .put("role", "assistant")
                    .put("content", completion.text())
                    .putNull("refusal");
            choice.putNull("logprobs").put("finish_reason", completion.finishReason());
        }
        if (usageReported) {
            reply.set("usage", usage());
        }
        return reply;
    }

    /** The role of each choice, its tokens one by one in turn with the other choices', its end; then usage if asked for. */
    List<Chunk> chunks() {
        var chunks = new ArrayList<Chunk>();
        forEachChoice(index -> chunks.add(new Chunk(chunk(index, Documents::role), 0)));
        for (var token : completion.tokens()) {
            forEachChoice(index -> chunks.add(new Chunk(chunk(index, delta -> delta.put("content", token)), 1)));
        }
        forEachChoice(index -> chunks.add(new Chunk(lastChunk(index), 0)));
        if (streamsUsage()) {
            chunks.add(new Chunk(usageChunk(), 0));
        }
        return chunks;
    }

    private ObjectNode chunk(int index, Consumer<ObjectNode> delta) {
        var chunk = head("chat.completion.chunk");
        var choice = chunk.putArray("choices").addObject().put("index", index);
        delta.accept(choice.putObject("delta"));
        choice.putNull("logprobs").putNull("finish_reason");
        if (streamsUsage()) {
            chunk.putNull("usage");
        }
        return chunk;
    }

    private static void role(ObjectNode delta) {
        delta.put("role", "assistant").put("content", "").putNull("refusal");
    }

    private ObjectNode lastChunk(int index) {
        var chunk = chunk(index, _ -> {});
        chunk.withObject("/choices/0").put("finish_reason", completion.finishReason());
        return chunk;
    }

    private ObjectNode usageChunk() {
        var chunk = head("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", usage());
        return chunk;
    }

    private ObjectNode head(String object) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created.getEpochSecond())
                .put("model", request.model());
    }

    private ObjectNode usage() {
        var usage = JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", request.promptTokens())
                .put("completion_tokens", completion.totalTokens())
                .put("total_tokens", request.promptTokens() + completion.totalTokens());
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
        usage.putObject("completion_tokens_details").put("reasoning_tokens", 0);
        return usage;
    }

    private boolean streamsUsage() {
        return usageReported && request.usageAsked();
    }

    private void forEachChoice(Consumer<Integer> action) {
        IntStream.range(0, completion.choices()).boxed().forEach(action);
    }
}
