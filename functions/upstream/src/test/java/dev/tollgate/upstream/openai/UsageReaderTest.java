package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.Usage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReaderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                # whole, with details
                {"prompt_tokens":12,"completion_tokens":30,"total_tokens":42,"prompt_tokens_details":{"cached_tokens":8,"cache_write_tokens":3},"completion_tokens_details":{"reasoning_tokens":20}} | 12 | 30 | 42 | 8 | 3 | 20
                {"prompt_tokens":12,"completion_tokens":30,"total_tokens":42,"prompt_tokens_details":null,"completion_tokens_details":{"reasoning_tokens":null}}                                    | 12 | 30 | 42 | 0 | 0 | 0
                # zero is a figure; what is missing follows from the total
                {"prompt_tokens":0,"completion_tokens":0}                         | 0 | 0 | 0  | 0 | 0 | 0
                {"prompt_tokens":3,"total_tokens":5}                              | 3 | 2 | 5  | 0 | 0 | 0
                {"prompt_tokens":3,"completion_tokens":null,"total_tokens":5}     | 3 | 2 | 5  | 0 | 0 | 0
                {"prompt_tokens":3,"completion_tokens":2,"total_tokens":null}     | 3 | 2 | 5  | 0 | 0 | 0
                {"prompt_tokens":3,"completion_tokens":2,"total_tokens":1}        | 3 | 2 | 5  | 0 | 0 | 0
                {"prompt_tokens":3,"completion_tokens":2,"total_tokens":9}        | 3 | 2 | 9  | 0 | 0 | 0
                {"prompt_tokens":3,"completion_tokens":2,"total_tokens":-9}       | 3 | 2 | 5  | 0 | 0 | 0
                # a part above its whole is none
                {"prompt_tokens":3,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":4}}                             | 3 | 2 | 5 | 0 | 0 | 0
                {"prompt_tokens":3,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":2,"cache_write_tokens":2}}      | 3 | 2 | 5 | 2 | 0 | 0
                {"prompt_tokens":3,"completion_tokens":2,"completion_tokens_details":{"reasoning_tokens":3}}                      | 3 | 2 | 5 | 0 | 0 | 0
                {"prompt_tokens":3,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":-1}}                            | 3 | 2 | 5 | 0 | 0 | 0
                # DeepSeek, Moonshot, xAI
                {"prompt_tokens":10,"completion_tokens":2,"total_tokens":12,"prompt_cache_hit_tokens":6,"prompt_cache_miss_tokens":4} | 10 | 2   | 12  | 6 | 0 | 0
                {"prompt_tokens":10,"completion_tokens":2,"total_tokens":12,"cached_tokens":6}                                        | 10 | 2   | 12  | 6 | 0 | 0
                {"prompt_tokens":32,"completion_tokens":9,"total_tokens":135,"completion_tokens_details":{"reasoning_tokens":94}}     | 32 | 103 | 135 | 0 | 0 | 94
                """)
    void completions_areReadInEveryServersForm(
            String usage, long prompt, long completion, long total, long cacheRead, long cacheWrite, long reasoning) {
        var reply = "{\"id\":\"x\",\"usage\":%s}".formatted(usage).getBytes(UTF_8);

        assertThat(UsageReader.CHAT.find(reply))
                .contains(
                        new Usage(prompt, completion, total, cacheRead, cacheWrite, reasoning, Usage.Source.PROVIDER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"usage\":null}",
                "{\"usage\":{}}",
                "{\"usage\":[]}",
                "{\"usage\":{\"prompt_tokens\":null}}",
                "{\"usage\":{\"prompt_tokens\":3}}",
                "{\"usage\":{\"completion_tokens\":3,\"total_tokens\":5}}",
                "{\"usage\":{\"prompt_tokens\":\"3\",\"completion_tokens\":\"4\"}}",
                "{\"usage\":{\"prompt_tokens\":3.0,\"completion_tokens\":4}}",
                "{\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":1}}",
                "{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":-1}}",
                "{\"usage\":{\"prompt_tokens\":9,\"total_tokens\":1}}",
                "{\"usage\":{\"prompt_tokens\":99999999999999999999,\"completion_tokens\":1}}",
                "{\"usage\":{\"prompt_tokens\":9223372036854775807,\"completion_tokens\":1}}",
                "{\"choices\":[{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}]}",
                "{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}",
                "{\"usage\":",
                "[]",
                "<html>",
                "",
            })
    void completions_haveNone_whereThereIsNoFigure(String reply) {
        assertThat(UsageReader.CHAT.find(reply.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"usage":{"prompt_tokens":1,"completion_tokens":1},"usage":{"prompt_tokens":2,"completion_tokens":2}}  | 2
                {"usage":{"prompt_tokens":1,"completion_tokens":1},"usage":null}                                       | 0
                {"x_groq":{"id":"r","usage":{"prompt_tokens":3,"completion_tokens":1}}}                                | 3
                {"x_groq":{"usage":{"prompt_tokens":3,"completion_tokens":1}},"usage":null}                            | 3
                {"x_groq":{"usage":{"prompt_tokens":3,"completion_tokens":1}},"usage":{"prompt_tokens":4,"completion_tokens":1}} | 4
                """)
    void completions_countTheLastOfTwoAlike_andGroqsFieldWhereThereIsNoOther(String reply, long prompt) {
        assertThat(UsageReader.CHAT
                        .find(reply.getBytes(UTF_8))
                        .map(Usage::prompt)
                        .orElse(0L))
                .isEqualTo(prompt);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"usage":{"input_tokens":12,"input_tokens_details":{"cached_tokens":8,"cache_write_tokens":1},"output_tokens":30,"output_tokens_details":{"reasoning_tokens":20},"total_tokens":42}} | 12 | 30 | 42 | 8 | 1 | 20
                {"usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3},"tool_usage":{"image_gen":{"input_tokens":10,"output_tokens":20,"total_tokens":30},"web_search":{"num_requests":1}}}   | 11 | 22 | 33 | 0 | 0 | 0
                {"tool_usage":null,"usage":{"input_tokens":1,"output_tokens":2}}                                                                                                                     | 1  | 2  | 3  | 0 | 0 | 0
                {"usage":{"input_tokens":0,"output_tokens":0,"total_tokens":0}}                                                                                                                      | 0  | 0  | 0  | 0 | 0 | 0
                """)
    void responses_areRead_withTheImagesThatWereDrawn(
            String reply, long prompt, long completion, long total, long cacheRead, long cacheWrite, long reasoning) {
        assertThat(UsageReader.RESPONSES.find(reply.getBytes(UTF_8)))
                .contains(
                        new Usage(prompt, completion, total, cacheRead, cacheWrite, reasoning, Usage.Source.PROVIDER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"usage\":null}",
                "{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}",
                "{\"tool_usage\":{\"image_gen\":{\"input_tokens\":1,\"output_tokens\":1}}}",
                "{\"response\":{\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}",
            })
    void responses_haveNone_whereThereIsNoFigureOfTheModel(String reply) {
        assertThat(UsageReader.RESPONSES.find(reply.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"usage\":null}", "{\"usage\":{}}", "{\"usage\":{\"prompt_tokens\":-1}}", "{}"})
    void embeddings_haveNone_whereThereIsNoFigure(String reply) {
        assertThat(UsageReader.EMBEDDINGS.find(reply.getBytes(UTF_8))).isEmpty();
    }
}
