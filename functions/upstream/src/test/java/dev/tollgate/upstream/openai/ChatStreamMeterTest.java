package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.StreamMeter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatStreamMeterTest {
    private static final String OPENAI = """
            data: {"choices":[{"index":0,"delta":{"content":"say \\"usage\\" €"},"finish_reason":null}],"usage":null}

            data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}

            data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}

            data: [DONE]

            """;

    /** What can be told after each frame of a stream: M missing figure, U usage; upper case where it is complete. */
    enum Server {
        OPENAI(1, "m M U U", ChatStreamMeterTest.OPENAI),
        AZURE(1, "m m M U U", """
                data: {"choices":[],"prompt_filter_results":[{"prompt_index":0}]}

                data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null,"content_filter_results":{}}],"usage":null}

                data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}

                data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}

                data: [DONE]

                """),
        MISTRAL(1, "m U U", """
                data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}

                data: {"choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}

                data: [DONE]

                """),
        GROQ(1, "m U U", """
                data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}],"x_groq":{"id":"req_1"}}

                data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"x_groq":{"id":"req_1","usage":{"queue_time":0.1,"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}}

                data: [DONE]

                """),
        VLLM_RUNNING(1, "m m U U U", """
                data: {"choices":[{"index":0,"delta":{"role":"assistant"},"finish_reason":null}],"prompt_logprobs":[null,{"1":{"logprob":0}}],"usage":{"prompt_tokens":3,"completion_tokens":0,"total_tokens":3}}

                data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}

                data: {"choices":[{"index":0,"delta":{"content":"b"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}

                data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}

                data: [DONE]

                """),
        VLLM_RUNNING_OF_TWO(2, "m m M U U", """
                data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}],"usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}

                data: {"choices":[{"index":0,"delta":{"content":"b"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}

                data: {"choices":[{"index":1,"delta":{"content":"c"},"finish_reason":"length"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}

                data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}

                data: [DONE]

                """),
        OPENROUTER(1, "m m m M U U", """
                : OPENROUTER PROCESSING

                : OPENROUTER PROCESSING

                data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}

                data: {"choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop","native_finish_reason":"end_turn"}]}

                data: {"choices":[{"index":0,"delta":{"content":""},"finish_reason":null}],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7,"cost":0.1}}

                data: [DONE]

                """),
        OLLAMA(1, "m M U U", """
                data: {"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}

                data: {"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop"}]}

                data: {"object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}

                data: [DONE]

                """),
        TEXT_COMPLETION_OF_TWO_PROMPTS(2, "m m M U U", """
                data: {"object":"text_completion","choices":[{"index":0,"text":"a","finish_reason":null}]}

                data: {"object":"text_completion","choices":[{"index":1,"text":"b","finish_reason":"stop"}]}

                data: {"object":"text_completion","choices":[{"index":0,"text":"","finish_reason":"stop"}]}

                data: {"object":"text_completion","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}

                data: [DONE]

                """),
        NO_DONE(1, "m U", """
                data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":""}]}

                data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}

                """),
        NO_DONE_AND_NO_USAGE(2, "m m M", """
                data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"},{"index":1,"delta":{"content":"a"},"finish_reason":null}]}

                data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

                data: {"choices":[{"index":1,"delta":{},"finish_reason":"tool_calls"}]}

                """),
        NO_USAGE(1, "m M", """
                data: {"choices":[{"index":0,"delta":{"content":"a"}}],"usage":{"prompt_tokens":null,"completion_tokens":4}}

                data: [DONE]

                """),
        ZEROS_FIRST(1, "m m M U", """
                data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":0,"total_tokens":3}}

                data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}

                data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

                data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}

                """),
        AN_ERROR(1, "m m m", """
                data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}

                data: {"choices":[{"index":0,"delta":{},"finish_reason":"error"}],"error":{"code":502}}

                data: {"error":{"message":"overloaded"}}

                """),
        EMPTY_AND_BROKEN_DATA(1, "m m m m", """
                data:

                data: {"choices":

                data: [{"choices":[]}]

                event: ping

                """);

        private final long completions;
        private final String known;
        private final String stream;

        Server(long completions, String known, String stream) {
            this.completions = completions;
            this.known = known;
            this.stream = stream;
        }
    }

    @ParameterizedTest
    @EnumSource
    void usageAndEnd_areKnownAsSoonAsTheyAreCertain(Server server) throws IOException {
        var meter = meter(server.completions, true);

        assertThat(knownAfterEachFrame(meter, server.stream)).isEqualTo(server.known);
        if (server.known.endsWith("U")) {
            assertThat(meter.usage()).contains(new Usage(3, 4, 7, 0, 0, 0, Usage.Source.PROVIDER));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFramePasses_whenTheCallerAskedForUsage(Server server) throws IOException {
        assertThat(String.join("", passed(meter(server.completions, true), server.stream)))
                .isEqualTo(server.stream);
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheChunkOfUsageAloneIsHidden_whenTheCallerDidNotAsk(Server server) throws IOException {
        var all = passed(meter(server.completions, true), server.stream);

        assertThat(passed(meter(server.completions, false), server.stream))
                .containsExactlyElementsOf(all.stream()
                        .filter(frame -> !frame.contains("\"choices\":[],\"usage\":{"))
                        .toList());
    }

    @Test
    void aStreamCutAnywhere_hasItsUsageOnlyAfterTheWholeChunk() throws IOException {
        var bytes = OPENAI.getBytes(UTF_8);
        var finished = OPENAI.getBytes(UTF_8).length - bytesFrom("\n\ndata: {\"choices\":[],");
        var reported = bytes.length - bytesFrom("\n\ndata: [DONE]");

        for (var length = 0; length <= bytes.length; length++) {
            var meter = meter(1, false);
            DialectCaller.passed(meter, Arrays.copyOf(bytes, length));

            assertThat(meter.isComplete()).as("complete after %d", length).isEqualTo(length >= finished);
            assertThat(meter.usage().isPresent()).as("usage after %d", length).isEqualTo(length >= reported);
        }
    }

    @Test
    void aStreamCutAnywhere_showsNothingOfTheHiddenChunkThatIsAnEvent() throws IOException {
        var bytes = OPENAI.getBytes(UTF_8);

        for (var length = 0; length <= bytes.length; length++) {
            var passed = DialectCaller.passed(meter(1, false), Arrays.copyOf(bytes, length));

            assertThat(passed).noneMatch(frame -> frame.contains("prompt_tokens") && frame.endsWith("\n\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lineEnds_makeNoDifference(String lineEnd) throws IOException {
        var meter = meter(1, false);

        assertThat(passed(meter, OPENAI.replace("\n", lineEnd))).hasSize(3);
        assertThat(meter.usage()).isPresent();
    }

    @Test
    void typicalCompletion_isATokenForEveryChoiceOfAChunk() throws IOException {
        var meter = meter(2, true);

        passed(meter, Server.NO_DONE_AND_NO_USAGE.stream);

        assertThat(meter.typicalCompletion()).isEqualTo(4);
    }

    @Test
    void error_isAnEventWithAnErrorObject() {
        var fault = new Fault(Fault.Kind.UPSTREAM_TIMEOUT, "Too \"slow\".");

        assertThat(new String(meter(1, true).error(fault), UTF_8))
                .isEqualTo("data: {\"error\":{\"message\":\"Too \\\"slow\\\".\",\"type\":\"server_error\","
                        + "\"param\":null,\"code\":\"upstream_timeout\"}}\n\n");
    }

    private static int bytesFrom(String part) {
        return OPENAI.substring(OPENAI.indexOf(part)).getBytes(UTF_8).length;
    }

    private static StreamMeter meter(long completions, boolean usageAsked) {
        return new ChatStreamMeter(completions, usageAsked, new OpenAiErrors());
    }

    private static List<String> passed(StreamMeter meter, String stream) throws IOException {
        return DialectCaller.passed(meter, stream.getBytes(UTF_8));
    }

    private static String knownAfterEachFrame(StreamMeter meter, String stream) throws IOException {
        var frames = meter.frames(new ByteArrayInputStream(stream.getBytes(UTF_8)));
        var known = new ArrayList<String>();
        for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            meter.passes(frame.get());
            var letter = meter.usage().isPresent() ? "u" : "m";
            known.add(meter.isComplete() ? letter.toUpperCase(Locale.ROOT) : letter);
        }
        return String.join(" ", known);
    }
}
