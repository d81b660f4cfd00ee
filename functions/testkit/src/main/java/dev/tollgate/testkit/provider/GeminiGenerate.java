package dev.tollgate.testkit.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Content from Gemini, every chunk of whose stream repeats the figures as far as they have come.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">the API reference</a>
 */
record GeminiGenerate() implements RecordedApi {
    private static final String BODY = """
            {"contents":[{"role":"user","parts":[{"text":"hi"}]}],\
            "generationConfig":{"maxOutputTokens":%d}}""".formatted(MAXIMUM);

    @Override
    public String name() {
        return "gemini: generate";
    }

    @Override
    public RecordedCall call() {
        return new RecordedCall("/v1beta/models/m:generateContent", BODY);
    }

    @Override
    public Optional<RecordedCall> streamedCall() {
        return Optional.of(new RecordedCall("/v1beta/models/m:streamGenerateContent", Map.of("alt", "sse"), BODY));
    }

    /** A figure of zero is left out in its JSON, so that most of what is wrong elsewhere is not wrong here. */
    @Override
    public List<UsageReport> reports() {
        return UsageReport.inJson("usageMetadata", "promptTokenCount", "candidatesTokenCount", "totalTokenCount")
                .stream()
                .filter(report -> report.charged().isPresent()
                        || report.member().isEmpty()
                        || report.name().equals("null"))
                .toList();
    }

    @Override
    public RecordedReply whole(UsageReport report) {
        return RecordedReply.json(200, chunk(report, """
                ,"finishReason":"STOP\""""));
    }

    @Override
    public RecordedReply streamed(UsageReport report, int texts) {
        var events = new ArrayList<String>();
        var running = new UsageReport("running", report.charged().isPresent() ? """
                "usageMetadata":{"promptTokenCount":3,"totalTokenCount":3}""" : "", Optional.empty());
        for (var text = 0; text < texts; text++) {
            events.add("data: " + chunk(running, ""));
        }
        events.add("data: " + chunk(report, """
                ,"finishReason":"STOP\""""));
        return RecordedReply.events(events, texts, texts);
    }

    private static String chunk(UsageReport report, String more) {
        return "{%s}".formatted(report.behind("""
                "candidates":[{"content":{"parts":[{"text":"ü"}],"role":"model"}%s,"index":0}],\
                "modelVersion":"m\"""".formatted(more)));
    }

    @Override
    public RecordedReply error() {
        return RecordedReply.json(503, """
                {"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}""");
    }
}
