package dev.tollgate.testkit.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Messages, whose stream tells the prompt's tokens at its start and all of them at its end.
 *
 * @see <a href="https://docs.anthropic.com/en/api/messages-streaming">the API reference</a>
 */
record AnthropicMessages() implements RecordedApi {
    @Override
    public String name() {
        return "anthropic: messages";
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
        return new RecordedCall("/v1/messages", """
                {"model":"m","messages":[{"role":"user","content":"hi"}],\
                "max_tokens":%d%s}""".formatted(MAXIMUM, more));
    }

    @Override
    public List<UsageReport> reports() {
        return UsageReport.inJson("usage", "input_tokens", "output_tokens");
    }

    @Override
    public RecordedReply whole(UsageReport report) {
        return RecordedReply.json(200, message(report.behind("""
                "stop_reason":"end_turn","stop_sequence":null""")));
    }

    /** Where the figures are wrong they are so from the start: else those of the start would stand for them. */
    @Override
    public RecordedReply streamed(UsageReport report, int texts) {
        var events = new ArrayList<String>();
        var start = report.charged().isPresent() ? report.member().replace(":2}", ":1}") : report.member();
        var started = new UsageReport("at the start", start, Optional.empty());
        events.add(event("message_start", "\"message\":" + message(started.behind("""
                "stop_reason":null,"stop_sequence":null"""))));
        events.add(event("content_block_start", """
                "index":0,"content_block":{"type":"text","text":""}"""));
        for (var text = 0; text < texts; text++) {
            events.add(event("content_block_delta", """
                    "index":0,"delta":{"type":"text_delta","text":"ü"}"""));
        }
        events.add(event("content_block_stop", "\"index\":0"));
        events.add(event("message_delta", report.behind("""
                "delta":{"stop_reason":"end_turn","stop_sequence":null}""")));
        events.add("""
                event: message_stop\ndata: {"type":"message_stop"}""");
        return RecordedReply.events(events, texts + 3, texts + 4);
    }

    private static String event(String type, String fields) {
        return """
                event: %s\ndata: {"type":"%1$s",%s}""".formatted(type, fields);
    }

    private static String message(String fields) {
        return """
                {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],%s}""".formatted(fields);
    }

    @Override
    public RecordedReply error() {
        return RecordedReply.json(529, """
                {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},\
                "request_id":"req_1"}""");
    }
}
