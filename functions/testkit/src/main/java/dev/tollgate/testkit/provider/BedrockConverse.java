package dev.tollgate.testkit.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converse, whose stream is of binary messages, the figures behind the one that says that it stops.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html">the API
 *     reference</a>
 */
record BedrockConverse() implements RecordedApi {
    private static final String BODY = """
            {"messages":[{"role":"user","content":[{"text":"hi"}]}],\
            "inferenceConfig":{"maxTokens":%d}}""".formatted(MAXIMUM);

    @Override
    public String name() {
        return "bedrock: converse";
    }

    @Override
    public RecordedCall call() {
        return new RecordedCall("/model/m/converse", BODY);
    }

    @Override
    public Optional<RecordedCall> streamedCall() {
        return Optional.of(new RecordedCall("/model/m/converse-stream", BODY));
    }

    @Override
    public List<UsageReport> reports() {
        return UsageReport.inJson("usage", "inputTokens", "outputTokens", "totalTokens");
    }

    @Override
    public RecordedReply whole(UsageReport report) {
        return RecordedReply.json(200, "{%s}".formatted(report.before("""
                "output":{"message":{"role":"assistant","content":[{"text":"Grüße"}]}},\
                "stopReason":"end_turn","metrics":{"latencyMs":1}""")));
    }

    @Override
    public RecordedReply streamed(UsageReport report, int texts) {
        var messages = new ArrayList<byte[]>();
        messages.add(EventStreamMessage.event("messageStart", """
                {"role":"assistant"}"""));
        for (var text = 0; text < texts; text++) {
            messages.add(EventStreamMessage.event("contentBlockDelta", """
                    {"contentBlockIndex":0,"delta":{"text":"ü"}}"""));
        }
        messages.add(EventStreamMessage.event("contentBlockStop", "{\"contentBlockIndex\":0}"));
        messages.add(EventStreamMessage.event("messageStop", """
                {"stopReason":"end_turn"}"""));
        messages.add(EventStreamMessage.event("metadata", "{%s}".formatted(report.before("""
                "metrics":{"latencyMs":1}"""))));
        return new RecordedReply(
                200, Map.of("content-type", EventStreamMessage.MEDIA_TYPE), messages, texts + 3, texts + 3, 0);
    }

    @Override
    public RecordedReply error() {
        return RecordedReply.json(429, """
                {"message":"Too many requests, please wait before trying again."}""").with("x-amzn-errortype", "ThrottlingException");
    }
}
