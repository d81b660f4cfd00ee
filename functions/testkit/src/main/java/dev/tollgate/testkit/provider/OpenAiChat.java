package dev.tollgate.testkit.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chat completions, in a dialect that has them.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">the API reference</a>
 */
record OpenAiChat(String dialect, String path) implements RecordedApi {
    @Override
    public String name() {
        return dialect + ": chat";
    }

    @Override
    public RecordedCall call() {
        return call("");
    }

    @Override
    public Optional<RecordedCall> streamedCall() {
        return Optional.of(call("""
                ,"stream":true,"stream_options":{"include_usage":true}"""));
    }

    private RecordedCall call(String more) {
        return new RecordedCall(path, """
                {"model":"m","messages":[{"role":"user","content":"hi"}],"max_completion_tokens":%d,\
                "max_tokens":%1$d%s}""".formatted(MAXIMUM, more));
    }

    @Override
    public List<UsageReport> reports() {
        return OpenAi.reports();
    }

    @Override
    public RecordedReply whole(UsageReport report) {
        return RecordedReply.json(200, """
                {"id":"chatcmpl-1","object":"chat.completion","created":1,\
                "model":"m",%s}""".formatted(report.behind("""
                        "choices":[{"index":0,"message":{"role":"assistant","content":"Grüße"},\
                        "finish_reason":"stop"}]""")));
    }

    @Override
    public RecordedReply streamed(UsageReport report, int texts) {
        var events = new ArrayList<String>();
        for (var text = 0; text < texts; text++) {
            events.add(chunk("""
                    "choices":[{"index":0,"delta":{"content":"ü"},"finish_reason":null}],"usage":null"""));
        }
        events.add(chunk("""
                "choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null"""));
        events.add(chunk(report.behind("\"choices\":[]")));
        events.add("data: [DONE]");
        return RecordedReply.events(events, texts + 1, texts + 1);
    }

    private static String chunk(String fields) {
        return """
                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,\
                "model":"m",%s}""".formatted(fields);
    }

    @Override
    public RecordedReply error() {
        return OpenAi.overloaded();
    }
}
