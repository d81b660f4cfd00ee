package dev.tollgate.testkit.provider;

import dev.tollgate.core.usage.Usage;
import java.util.List;
import java.util.Optional;

/**
 * Embeddings, which have no completion.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings">the API reference</a>
 */
record OpenAiEmbeddings() implements RecordedApi {
    @Override
    public String name() {
        return "openai: embeddings";
    }

    @Override
    public RecordedCall call() {
        return new RecordedCall("/v1/embeddings", """
                {"model":"m","input":"hi"}""");
    }

    @Override
    public Optional<RecordedCall> streamedCall() {
        return Optional.empty();
    }

    @Override
    public List<UsageReport> reports() {
        return List.of(
                report("plain", """
                        "usage":{"prompt_tokens":3,"total_tokens":3}""", UsageReport.usage(3, 0, 3)),
                report("zero", """
                        "usage":{"prompt_tokens":0,"total_tokens":0}""", UsageReport.usage(0, 0, 0)),
                report("omitted", "", Optional.empty()),
                report("null", "\"usage\":null", Optional.empty()),
                report("empty", "\"usage\":{}", Optional.empty()),
                report("negative", """
                        "usage":{"prompt_tokens":-3,"total_tokens":-3}""", Optional.empty()));
    }

    private static UsageReport report(String name, String member, Optional<Usage> charged) {
        return new UsageReport(name, member, charged);
    }

    @Override
    public RecordedReply whole(UsageReport report) {
        return RecordedReply.json(200, """
                {"object":"list",%s}""".formatted(report.behind("""
                        "data":[{"object":"embedding","index":0,"embedding":[0.5]}],"model":"m\"""")));
    }

    @Override
    public RecordedReply error() {
        return OpenAi.overloaded();
    }
}
