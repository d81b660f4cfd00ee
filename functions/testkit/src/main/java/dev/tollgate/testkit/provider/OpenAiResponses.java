package dev.tollgate.testkit.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Responses API, whose usage stands in the response that its last event repeats whole.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses">the API reference</a>
 */
record OpenAiResponses() implements RecordedApi {
    @Override
    public String name() {
        return "openai: responses";
    }

    @Override
    public RecordedCall call() {
        return call("");
    }

    @Override
    public Optional<RecordedCall> streamedCall() {
        return Optional.of(call(",\"stream\":true"));
    }

    private static RecordedCall call(String more) {
        return new RecordedCall("/v1/responses", """
                {"model":"m","input":"hi","max_output_tokens":%d%s}""".formatted(MAXIMUM, more));
    }

    @Override
    public List<UsageReport> reports() {
        return UsageReport.inJson("usage", "input_tokens", "output_tokens", "total_tokens");
    }

    @Override
    public RecordedReply whole(UsageReport report) {
        return RecordedReply.json(200, response("completed", report));
    }

    @Override
    public RecordedReply streamed(UsageReport report, int texts) {
        var none = new UsageReport("none yet", "\"usage\":null", Optional.empty());
        var events = new ArrayList<String>();
        events.add(event("response.created", 0, "\"response\":" + response("in_progress", none)));
        for (var text = 1; text <= texts; text++) {
            events.add(event("response.output_text.delta", text, """
                    "item_id":"msg_1","output_index":0,"content_index":0,"delta":"ü\""""));
        }
        events.add(event("response.completed", texts + 1, "\"response\":" + response("completed", report)));
        return RecordedReply.events(events, texts + 1, texts + 1);
    }

    private static String event(String type, int number, String fields) {
        return """
                event: %s\ndata: {"type":"%1$s","sequence_number":%d,%s}""".formatted(type, number, fields);
    }

    private static String response(String status, UsageReport report) {
        return """
                {"id":"resp_1","object":"response","created_at":1,%s}""".formatted(report.behind("""
                        "status":"%s","model":"m","error":null,"output":[]""".formatted(status)));
    }

    @Override
    public RecordedReply error() {
        return OpenAi.overloaded();
    }
}
