package dev.tollgate.testkit.provider;

import java.util.List;
import java.util.Optional;

/**
 * One API of a provider: how its clients call it, and replies in its shape, written by us after its public specification.
 * Thread safe and without state.
 */
public interface RecordedApi {
    /** What the calls allow as a completion, where the API has a maximum. */
    int MAXIMUM = 10;

    /** The dialect's id, and what the API is for: {@code openai: chat}. */
    String name();

    /** The id of the dialect that it belongs to. */
    default String dialect() {
        return name().substring(0, name().indexOf(':'));
    }

    /** A call whose reply comes whole. */
    RecordedCall call();

    /** A call whose reply is a stream, empty where there is none. It asks for all that the stream can say. */
    Optional<RecordedCall> streamedCall();

    /** What a reply can say about its usage; the first one is as it should be. */
    List<UsageReport> reports();

    /** The whole reply to {@link #call}. */
    RecordedReply whole(UsageReport report);

    /**
     * The reply to {@link #streamedCall}.
     *
     * @param texts how many pieces of text come before its end
     * @throws UnsupportedOperationException if there is none
     */
    default RecordedReply streamed(UsageReport report, int texts) {
        throw new UnsupportedOperationException(name() + " has no streams");
    }

    /** What it answers when it is overloaded. */
    RecordedReply error();

    /** Every API that there is. */
    static List<RecordedApi> all() {
        return List.of(
                new OpenAiChat("openai", "/v1/chat/completions"),
                new OpenAiChat("openai-compatible", "/v1/chat/completions"),
                new OpenAiChat("azure-openai", "/openai/v1/chat/completions"),
                new OpenAiCompletions(),
                new OpenAiResponses(),
                new OpenAiEmbeddings(),
                new AnthropicMessages(),
                new GeminiGenerate(),
                new BedrockConverse());
    }
}
