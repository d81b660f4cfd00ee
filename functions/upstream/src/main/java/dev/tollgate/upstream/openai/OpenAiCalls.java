package dev.tollgate.upstream.openai;

import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.Operation;
import dev.tollgate.upstream.json.JsonCalls;

/**
 * Reads the calls that OpenAI defined, for every dialect that has them. Thread safe and without state.
 *
 * @param model where they name their model
 * @param chatMaximum the field of a chat completion that the server obeys as a maximum for certain
 * @param errors how an error is written into a stream of chunks
 */
public record OpenAiCalls(ModelPlace model, String chatMaximum, ErrorForm errors) {
    /** What every server obeys that has a maximum at all. */
    public static final String MAX_TOKENS = "max_tokens";

    /** What OpenAI's newer models take alone, and some other servers do not know. */
    public static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

    /** Of {@code chat/completions}. */
    public Operation.Reader chat() {
        return generation(new ChatApi(chatMaximum, errors));
    }

    /** Of {@code completions}. */
    public Operation.Reader completions() {
        return generation(new CompletionsApi(errors));
    }

    /** Of {@code responses}. */
    public Operation.Reader responses() {
        return generation(new ResponsesApi());
    }

    /** Of {@code embeddings}. */
    public Operation.Reader embeddings() {
        return JsonCalls.reader(
                (call, body) -> EmbeddingsRequest.fault(call, body, model),
                (call, body) -> EmbeddingsRequest.call(call, body, model));
    }

    private Operation.Reader generation(GenerationApi api) {
        return JsonCalls.reader(
                (call, body) -> GenerationCheck.fault(call, body, model, api),
                (call, body) -> new GenerationRequest(call, body, model, api).asked());
    }
}
