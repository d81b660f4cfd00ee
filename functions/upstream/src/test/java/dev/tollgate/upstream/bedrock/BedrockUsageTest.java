package dev.tollgate.upstream.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.http.ReplyHead;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BedrockUsageTest {
    /** For a header that is not there. */
    private static final String NONE = "-";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":7}                              | 3  | 4 | 7  | 0 | 0",
                "{\"inputTokens\":3,\"outputTokens\":4}                                                | 3  | 4 | 7  | 0 | 0",
                "{\"inputTokens\":0,\"outputTokens\":0,\"totalTokens\":0}                              | 0  | 0 | 0  | 0 | 0",
                "{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":17,\"cacheReadInputTokens\":8,\"cacheWriteInputTokens\":2} | 13 | 4 | 17 | 8 | 2",
                "{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":7,\"cacheReadInputTokens\":8}   | 11 | 4 | 15 | 8 | 0",
                "{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":7,\"cacheReadInputTokens\":null} | 3 | 4 | 7  | 0 | 0",
                "{\"inputTokens\":3,\"outputTokens\":4,\"cacheReadInputTokens\":8,\"cacheReadInputTokenCount\":8} | 11 | 4 | 15 | 8 | 0",
                "{\"inputTokens\":3,\"outputTokens\":4,\"cacheDetails\":[{\"ttl\":\"1h\",\"inputTokens\":2}],\"cacheWriteInputTokens\":2} | 5 | 4 | 9 | 0 | 2",
            })
    void converse_reportsTheCacheBesideTheInput(
            String usage, long prompt, long completion, long total, long read, long written) {
        assertThat(converse("{\"output\":{\"message\":{\"content\":[{\"text\":\"usage\"}]}},\"usage\":%s}"
                        .formatted(usage)))
                .contains(new Usage(prompt, completion, total, read, written, 0, Usage.Source.PROVIDER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"usage\":null}",
                "{\"usage\":[]}",
                "{\"usage\":{\"inputTokens\":3}}",
                "{\"usage\":{\"outputTokens\":3,\"totalTokens\":9}}",
                "{\"usage\":{\"inputTokens\":null,\"outputTokens\":3}}",
                "{\"usage\":{\"inputTokens\":\"3\",\"outputTokens\":3}}",
                "{\"usage\":{\"inputTokens\":3.0,\"outputTokens\":3}}",
                "{\"usage\":{\"inputTokens\":-3,\"outputTokens\":3}}",
                "{\"usage\":{\"inputTokens\":3,\"outputTokens\":3,\"totalTokens\":-1}}",
                "{\"usage\":{\"inputTokens\":3,\"outputTokens\":3,\"cacheReadInputTokens\":-1}}",
                "{\"usage\":{\"inputTokens\":3,\"outputTokens\":99999999999999999999}}",
                "{\"usage\":{\"inputTokens\":3,\"outputTokens\":3},\"usage\":{\"inputTokens\":1,\"outputTokens\":1}}",
                "{\"output\":{\"usage\":{\"inputTokens\":3,\"outputTokens\":3}}}",
                "{\"usage\":{\"inputTokens\":3,",
                "[]",
                "",
            })
    void converse_isEmpty_whereThereIsNoFigure(String reply) {
        assertThat(converse(reply)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | 4 | - | - | 3  | 4 | 0 | 0",
                "0 | 0 | - | - | 0  | 0 | 0 | 0",
                "3 | 4 | 8 | 2 | 13 | 4 | 8 | 2",
                "3 | 4 | 0 | - | 3  | 4 | 0 | 0",
            })
    void invoke_readsBedrocksHeaders(
            String input, String output, String read, String written, long prompt, long completion, long cr, long cw) {
        var head = head(input, output, read, written);

        assertThat(new InvokeMetering(false).usageOf(head, new byte[0]))
                .contains(new Usage(prompt, completion, prompt + completion, cr, cw, 0, Usage.Source.PROVIDER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- | - | -",
                "3 | - | -",
                "- | 4 | -",
                "x | 4 | -",
                "3 | -4 | -",
                "3 | 4.0 | -",
                "3 | 4 | many",
                "3 | 9999999999999999999999 | -",
                "3 | 999999999999999999 | -",
            })
    void invoke_isEmpty_whereAHeaderIsMissingOrWrong_andTheReplySaysNothing(String input, String output, String read) {
        assertThat(new InvokeMetering(false).usageOf(head(input, output, read, NONE), bytes("{\"completion\":\"x\"}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}                                      | 3  | 4 | 0 | 0",
                "{\"usage\":{\"input_tokens\":3,\"output_tokens\":4,\"cache_read_input_tokens\":8,\"cache_creation_input_tokens\":2}} | 13 | 4 | 8 | 2",
                "{\"usage\":{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":7,\"cacheReadInputTokenCount\":8}} | 11 | 4 | 8 | 0",
                "{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}              | 3  | 4 | 0 | 0",
            })
    void invoke_readsTheModelsOwnFigures_whereBedrockTellsNone(
            String reply, long prompt, long completion, long read, long written) {
        var expected = new Usage(prompt, completion, 0, read, written, 0, Usage.Source.PROVIDER);

        assertThat(new InvokeMetering(false).usageOf(head(NONE, NONE, NONE, NONE), bytes(reply)))
                .contains(expected);
        assertThat(new InvokeMetering(false).usageOf(head("3", NONE, NONE, NONE), bytes(reply)))
                .contains(expected);
    }

    @Test
    void invoke_believesBedrock_beforeTheModel() {
        var reply = bytes("{\"usage\":{\"input_tokens\":300,\"output_tokens\":400}}");

        assertThat(new InvokeMetering(false).usageOf(head("3", "4", NONE, NONE), reply))
                .contains(new Usage(3, 4, 7, 0, 0, 0, Usage.Source.PROVIDER));
    }

    @Test
    void anEmbedding_hasNoCompletion_andNeedsNoFigureForIt() {
        var metering = new InvokeMetering(true);
        var expected = new Usage(3, 0, 3, 0, 0, 0, Usage.Source.PROVIDER);

        assertThat(metering.usageOf(head("3", NONE, NONE, NONE), bytes("{}"))).contains(expected);
        assertThat(metering.usageOf(head("3", "0", NONE, NONE), bytes("{}"))).contains(expected);
        assertThat(metering.usageOf(
                        head(NONE, NONE, NONE, NONE), bytes("{\"embedding\":[1],\"inputTextTokenCount\":3}")))
                .contains(expected);
        assertThat(metering.usageOf(head(NONE, NONE, NONE, NONE), bytes("{\"embedding\":[1]}")))
                .isEmpty();
        assertThat(metering.typicalCompletion(new byte[4_000])).isZero();
    }

    private static Optional<Usage> converse(String reply) {
        Metering metering = new ConverseMetering();
        return metering.usageOf(new ReplyHead(200, Map.of("content-type", "application/json")), bytes(reply));
    }

    private static ReplyHead head(String input, String output, String read, String written) {
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", "application/json");
        put(headers, "X-Amzn-Bedrock-Input-Token-Count", input);
        put(headers, "X-Amzn-Bedrock-Output-Token-Count", output);
        put(headers, "X-Amzn-Bedrock-Cache-Read-Input-Token-Count", read);
        put(headers, "X-Amzn-Bedrock-Cache-Write-Input-Token-Count", written);
        return new ReplyHead(200, headers);
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (!value.equals(NONE)) {
            headers.put(name, value);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
