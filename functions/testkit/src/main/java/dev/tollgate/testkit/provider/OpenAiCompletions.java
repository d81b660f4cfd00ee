package dev.tollgate.testkit.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The older completions.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/completions">the API reference</a>
 */
record OpenAiCompletions() implements RecordedApi {
    @Override
    public String name() {
        return "openai: completions";
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

    private static RecordedCall call(String more) {
        return new RecordedCall("/v1/completions", """
                {"model":"m","prompt":"hi","max_tokens":%d%s}""".formatted(MAXIMUM, more));
    }

    @Override
    public List<UsageReport> reports() {
        return OpenAi.reports();
    }

    @Override
    public RecordedReply whole(UsageReport report) {
        return RecordedReply.json(200, completion(report.behind("""
                "choices":[{"text":"Grüße","index":0,"logprobs":null,"finish_reason":"length"}]""")));
    }

    @Override
    public RecordedReply streamed(UsageReport report, int texts) {
        var events = new ArrayList<String>();
        for (var text = 0; text < texts; text++) {
            events.add("data: " + completion("""
                    "choices":[{"text":"ü","index":0,"logprobs":null,"finish_reason":null}],"usage":null"""));
        }
        events.add("data: " + completion(report.behind("\"choices\":[]")));
        events.add("data: [DONE]");
        return RecordedReply.events(events, texts, texts);
    }

    private static String completion(String fields) {
        return """
                {"id":"cmpl-1","object":"text_completion","created":1,"model":"m",%s}""".formatted(fields);
    }

    @Override
    public RecordedReply error() {
        return OpenAi.overloaded();
    }
}
