package dev.tollgate.upstream.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptContentTest {
    private static final String MESSAGES = "/v1/messages";
    private static final PromptEstimation WITH_UNSEEN = PromptEstimation.STRICT.withUnseen(50_000);
    private static final String DATA = "A".repeat(100_000);

    private final DialectCaller caller = DialectCaller.of(new AnthropicDialect());

    @Test
    void aPrompt_isAsLongAsItsBytes_atMost() {
        var call = caller.post(MESSAGES, json(",\"system\":\"€ ü\""));

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"text\",\"text\":\"%s\"}",
                "{\"type\":\"thinking\",\"thinking\":\"%s\",\"signature\":\"s\"}",
                "{\"type\":\"redacted_thinking\",\"data\":\"%s\"}",
                "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{\"source\":{\"type\":\"base64\",\"data\":\"%s\"}}}",
                "{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"%s\"}",
                "{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}",
                "{\"type\":\"search_result\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}",
                "{\"type\":\"document\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"%s\"}}",
                "{\"type\":\"document\",\"source\":{\"type\":\"content\",\"content\":\"%s\"}}",
                "{\"type\":\"web_search_tool_result\",\"content\":[{\"encrypted_content\":\"%s\"}]}",
                "{\"type\":\"text\",\"text\":\"x\",\"source\":{\"type\":\"base64\",\"data\":\"%s\"}}",
            })
    void aText_countsByItsBytes_whereverItStands(String block) {
        var call = caller.post(MESSAGES, content(block.formatted(DATA)));

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"%s\"}}",
                "{\"type\":\"tool_result\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"data\":\"%s\"}}]}",
                "{\"type\":\"document\",\"source\":{\"type\":\"content\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"data\":\"%s\"}}]}}",
            })
    void anImage_countsAsAFixedNumber_whereverAProviderReadsOne(String block) {
        var call = caller.post(MESSAGES, content(block.formatted(DATA)));

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length - DATA.length() + 5_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://x\"}}",
                "{\"type\":\"image\",\"source\":{\"type\":\"file\",\"file_id\":\"f\"}}",
                "{\"type\":\"image\",\"source\":{\"type\":\"url\",\"data\":\"not its data\"}}",
            })
    void anImage_thatIsReferredTo_isAnImageAllTheSame(String block) {
        var call = caller.post(MESSAGES, content(block));

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length + 5_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\",\"data\":\"JVBERi0=\"}} | 8",
                "{\"type\":\"document\",\"source\":{\"type\":\"url\",\"url\":\"https://x\"}}                   | 0",
                "{\"type\":\"document\",\"source\":{\"type\":\"file\",\"file_id\":\"f\"}}                      | 0",
                "{\"type\":\"document\"}                                                                       | 0",
                "{\"type\":\"container_upload\",\"file_id\":\"f\"}                                             | 0",
                "{\"type\":\"tool_result\",\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"url\"}}]} | 0",
                "{\"type\":\"tool_result\",\"content\":[{\"type\":\"tool_reference\",\"tool_name\":\"n\"}]}    | 0",
                "{\"type\":\"web_fetch_tool_result\",\"content\":{\"content\":{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"data\":\"JVBERi0=\"}}}} | 8",
                "{\"type\":\"hologram\",\"data\":\"x\"}                                                        | 0",
                "{\"Type\":\"image\",\"source\":{\"type\":\"base64\",\"data\":\"x\"}}                          | 0",
                "{\"type\":[\"text\"]}                                                                         | 0",
                "\"text\"                                                                                      | 0",
            })
    void content_thatCouldBeOfAnySize_isRefused_orCountsAsTheOperatorSays(String block, long data) {
        var json = content(block);

        assertThat(fault(json).field()).isEqualTo("messages");
        assertThat(fault(json).message()).contains("cannot be metered", "'promptEstimation.unseenTokens'");
        assertThat(promptWithUnseen(json)).isEqualTo(json.length() - data + 50_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"container\":\"container_1\"                                               | container          | 1",
                "\"container\":{\"skills\":[{\"skill_id\":\"pdf\"}]}                         | container          | 1",
                "\"mcp_servers\":[{\"type\":\"url\",\"url\":\"https://x\"},{\"type\":\"url\"}] | mcp_servers      | 2",
                "\"thread\":{\"type\":\"continue\",\"previous_message_id\":\"msg_1\"}        | thread             | 1",
                "\"compaction\":{\"type\":\"summarize\"}                                     | compaction         | 1",
                "\"context_management\":{\"edits\":[{\"type\":\"compact_20260112\"}]}        | context_management | 1",
                "\"context_management\":{\"edits\":[{\"type\":\"dream_20270101\"}]}          | context_management | 1",
                "\"system\":[{\"type\":\"memory_file\"}]                                     | system             | 1",
                "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]      | tools              | 1",
                "\"tools\":[{\"type\":\"web_fetch_20250910\"},{\"type\":\"code_execution_20250825\"}] | tools     | 2",
                "\"tools\":[{\"type\":\"tool_search_tool_bm25_20251119\"}]                   | tools              | 1",
                "\"tools\":[{\"type\":\"mcp_toolset\",\"mcp_server_name\":\"x\"}]            | tools              | 1",
                "\"tools\":[{\"type\":\"bash_2025\"}]                                        | tools              | 1",
            })
    void whatTheProviderBringsIn_isRefused_orCountsAsTheOperatorSays(String field, String name, int times) {
        var json = json("," + field);

        assertThat(fault(json).field()).isEqualTo(name);
        assertThat(promptWithUnseen(json))
                .isEqualTo(json.length() + 50_000L * times + (name.equals("tools") ? 1_024 : 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"fallbacks\":[{\"model\":\"claude-opus-5\"}]                               | fallbacks",
                "\"fallbacks\":\"default\"                                                   | fallbacks",
                "\"tools\":[{\"type\":\"advisor_20260301\",\"model\":\"claude-opus-5\"}]     | tools",
            })
    void aSecondModel_isRefused_evenWhereUnseenPartsAreAllowed(String field, String name) {
        assertThat(caller.with(WITH_UNSEEN).fault(MESSAGES, json("," + field)).field())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"tools\":[]                                                                      | 0",
                "\"tools\":null                                                                    | 0",
                "\"tools\":[{\"name\":\"a\",\"input_schema\":{}}]                                  | 1024",
                "\"tools\":[{\"type\":\"custom\",\"name\":\"a\"},{\"type\":null,\"name\":\"b\"}]   | 1024",
                "\"tools\":[{\"type\":\"bash_20250124\"}]                                          | 2560",
                "\"tools\":[{\"type\":\"text_editor_20250728\"},{\"type\":\"memory_20250818\"}]    | 4096",
                "\"tools\":[{\"type\":\"computer_20251124\",\"display_width_px\":1}]               | 2560",
                "\"tools\":[{\"type\":\"computer_toolset_20260801\"},{\"type\":\"browser_toolset_20260801\"}] | 17408",
                "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}           | 1024",
                "\"output_config\":{\"effort\":\"low\",\"format\":null}                            | 0",
                "\"output_format\":{\"type\":\"json_schema\"},\"tools\":[{\"name\":\"a\"}]         | 2048",
                "\"context_management\":{\"edits\":[{\"type\":\"clear_tool_uses_20250919\"}]}      | 0",
            })
    void whatAnthropicWritesIntoThePrompt_isCountedToo(String field, long hidden) {
        var call = caller.post(MESSAGES, json("," + field));

        assertThat(call.estimate().promptTokens()).isEqualTo(call.body().length + hidden);
    }

    @Test
    void aMessage_doesNotRepeatALongTextOfTheCaller() {
        assertThat(fault(content("{\"type\":\"%s\"}".formatted(DATA))).message())
                .startsWith("A block of type '...' cannot be metered")
                .hasSizeLessThan(400);
    }

    @Test
    void aPromptOfVeryManyUnseenParts_isAsLargeAsAnyCanBe() {
        var estimation = PromptEstimation.STRICT.withUnseen(Usage.MAX_TOKENS);
        var json = content("{\"type\":\"document\"},{\"type\":\"document\"}");

        assertThat(caller.with(estimation).post(MESSAGES, json).estimate())
                .isEqualTo(new Estimate(Usage.MAX_TOKENS, 1_000, 16));
    }

    private long promptWithUnseen(String json) {
        return caller.with(WITH_UNSEEN).post(MESSAGES, json).estimate().promptTokens();
    }

    private Fault fault(String json) {
        return caller.fault(MESSAGES, json);
    }

    private static String json(String fields) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}".formatted(fields);
    }

    private static String content(String blocks) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[%s]}]}".formatted(blocks);
    }
}
