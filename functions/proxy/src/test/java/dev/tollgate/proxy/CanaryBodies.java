package dev.tollgate.proxy;

import java.util.stream.Stream;

/** Bodies that are refused, each with the text that must not be quoted where a parser or a check would quote it. */
final class CanaryBodies {
    private CanaryBodies() {}

    static Stream<Canary> all() {
        var broken = Stream.of(
                "%s",
                "\"%s\"",
                "[\"%s\"]",
                "{%s}",
                "{%s:1}",
                "{\"a\":%s}",
                "{\"a\":'%s'}",
                "{\"a\":\"%s",
                "{\"a\":\"%s\n\"}",
                "{\"a\":\"\\%s\"}",
                "{\"a\":\"\\u%s\"}",
                "{\"a\":1%s}",
                "{\"a\":-%s}",
                "{\"a\":1.%s}",
                "{\"a\":1e%s}",
                "{\"a\":t%s}",
                "{\"a\":nul%s}",
                "{\"%s\":1,\"%<s\":2}",
                "{\"a\":{\"%s\":1,\"%<s\":2}}",
                "{\"a\":1} %s",
                "{\"a\":1}{\"%s\":1}",
                "/*%s*/{}",
                "{\"%s\"}",
                "{\"%s\":}",
                "{\"a\":1,}%s",
                "{\"a\" \"%s\"}",
                "\ufeff{\"%s\":1}",
                "<%s>",
                "%s=1&b=2",
                "{\"a\":[\"%s\"}",
                "{\"a\":\"\0%s\"}");
        var wrong = Stream.of(
                "\"model\":{\"%s\":1}",
                "\"model\":[\"%s\"]",
                "\"model\":\"m\",\"stream\":\"%s\"",
                "\"model\":\"m\",\"stream_options\":\"%s\"",
                "\"model\":\"m\",\"messages\":\"%s\"",
                "\"model\":\"m\",\"messages\":{\"%s\":1}",
                "\"model\":\"m\",\"max_tokens\":\"%s\"",
                "\"model\":\"m\",\"n\":\"%s\"",
                "\"model\":\"m\",\"max_tokens\":{\"%s\":1}",
                "\"model\":\"m\",\"chat_template\":\"%s\"",
                "\"model\":\"m\",\"models\":[\"%s\"]",
                "\"model\":\"m\",\"fallbacks\":[\"%s\"]",
                "\"model\":\"m\",\"messages\":[{\"content\":[{\"type\":\"%s\"}]}]",
                "\"model\":\"m\",\"messages\":[{\"audio\":{\"id\":\"%s\"}}]");
        var limits = Stream.of(
                "{\"a\":\"" + Canary.TEXT.repeat(330_000) + "\"}",
                "{\"" + Canary.TEXT.repeat(4_000) + "\":1}",
                "{\"a\":" + "[".repeat(200) + "\"" + Canary.TEXT + "\"",
                "{\"a\":[" + "\"%s\",".formatted(Canary.TEXT).repeat(200_001) + "1]}",
                "{\"" + Canary.TEXT + "\":" + "1".repeat(2_000) + "}");
        return Stream.of(
                        broken.map(body -> body.formatted(Canary.TEXT)),
                        wrong.map(field -> "{%s}".formatted(field.formatted(Canary.TEXT))),
                        limits)
                .flatMap(bodies -> bodies)
                .map(Canary::ofBody);
    }
}
