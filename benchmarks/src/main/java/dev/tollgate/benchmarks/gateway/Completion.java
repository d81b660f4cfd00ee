package dev.tollgate.benchmarks.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The one chat completion that everybody is asked for: what is sent, what the stub answers, and whether all of it arrived. */
final class Completion {
    static final String PATH = "/v1/chat/completions";

    private static final int EVENTS = 20;
    private static final int PROMPT_SENTENCES = 20;
    private static final String STREAM_FIELDS = ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";
    private static final String DATA = "data: ";
    private static final String DONE = "data: [DONE]";
    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":208,\"completion_tokens\":40,\"total_tokens\":248}";

    private Completion() {}

    /** A request's body: about a kilobyte of prompt, and a maximum, so that no gateway has a reason to change it. */
    static byte[] request(Kind kind) {
        var prompt = "Say in a few words what a quota is. ".repeat(PROMPT_SENTENCES);
        return "{\"model\":\"%s\",\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
                .formatted(kind.model(), prompt, kind.isStream() ? STREAM_FIELDS : "")
                .getBytes(UTF_8);
    }

    /** What such a request asks for. */
    static Kind kindOf(byte[] request) {
        var text = new String(request, UTF_8);
        if (text.contains(Kind.PACED.model())) {
            return Kind.PACED;
        }
        return text.contains("\"stream\":true") ? Kind.STREAMED : Kind.WHOLE;
    }

    /** The body of a reply in one piece. */
    static byte[] whole() {
        var text = IntStream.range(0, EVENTS).mapToObj(Completion::words).collect(Collectors.joining());
        return """
                {"id":"chatcmpl-1","object":"chat.completion","created":1795000000,"model":"gpt-4o-mini",\
                "choices":[{"index":0,"message":{"role":"assistant","content":"%s","refusal":null},"logprobs":null,\
                "finish_reason":"stop"}],%s,"system_fingerprint":"fp_1"}""".formatted(text, USAGE).getBytes(UTF_8);
    }

    /** The events of a stream: {@value EVENTS} with content, the usage, the end. */
    static List<byte[]> events() {
        var contents = IntStream.range(0, EVENTS)
                .mapToObj(number -> event(
                        "{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}".formatted(words(number)),
                        "\"usage\":null"));
        return Stream.concat(contents, Stream.of(event("", USAGE), DONE + "\n\n"))
                .map(event -> event.getBytes(UTF_8))
                .toList();
    }

    /**
     * Refuses a reply that is not the whole one.
     *
     * @throws IllegalStateException if it is another one, or a part of it
     */
    static void requireComplete(Kind kind, HttpMessage reply) {
        var body = new String(reply.body(), UTF_8);
        var isComplete = reply.startLine().startsWith("HTTP/1.1 200")
                && body.contains(words(EVENTS - 1))
                && body.contains(USAGE)
                && (!kind.isStream() || hasAllEvents(body));
        if (!isComplete) {
            throw new IllegalStateException("not the reply that was sent: %s %s".formatted(reply.startLine(), body));
        }
    }

    private static boolean hasAllEvents(String body) {
        var events = 0;
        var last = 0;
        for (var at = body.indexOf(DATA); at >= 0; at = body.indexOf(DATA, at + 1)) {
            last = at;
            events++;
        }
        return events == EVENTS + 2 && body.startsWith(DONE, last);
    }

    private static String event(String choice, String usage) {
        return """
                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1795000000,"model":"gpt-4o-mini",\
                "system_fingerprint":"fp_1","choices":[%s],%s}

                """.formatted(choice, usage);
    }

    private static String words(int number) {
        return " so much, number %02d".formatted(number);
    }
}
