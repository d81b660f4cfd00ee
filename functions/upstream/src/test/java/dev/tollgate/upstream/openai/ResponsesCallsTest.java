package dev.tollgate.upstream.openai;

import static dev.tollgate.upstream.DialectCaller.NOT_SENT;
import static dev.tollgate.upstream.DialectCaller.SENT;
import static dev.tollgate.upstream.DialectCaller.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.upstream.DialectCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesCallsTest {
    private static final String RESPONSES = "/v1/responses";
    private static final long UNSEEN = 1_000_000;

    private final DialectCaller caller = DialectCaller.of(OpenAiDialect.openAi());
    private final DialectCaller allowing =
            caller.with(new PromptEstimation(PromptEstimation.Basis.BYTES, 3_000, UNSEEN));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ``                                            | 1000 | {"max_output_tokens":1000,"model":"m","input":"a"}
                ,"max_output_tokens":50                       | 50   | {"model":"m","input":"a","max_output_tokens":50}
                ,"max_output_tokens":null                     | 1000 | {"model":"m","input":"a","max_output_tokens":1000}
                ,"max_tokens":50                              | 50   | {"max_output_tokens":50,"model":"m","input":"a","max_tokens":50}
                ,"max_output_tokens":50,"max_tokens":900      | 900  | {"model":"m","input":"a","max_output_tokens":50,"max_tokens":900}
                """)
    void read_reservesTheLargestMaximum_andSendsTheOneThatThisPathHas(String fields, long expected, String sent) {
        var call = caller.with(SENT).post(RESPONSES, "{\"model\":\"m\",\"input\":\"a\"%s}".formatted(fields));

        assertThat(call.estimate().completionTokens()).isEqualTo(expected);
        assertThat(body(call)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"input\":\"a\",\"stream\":true",
                "\"input\":\"a\",\"stream\":true,\"stream_options\":{\"include_obfuscation\":false}",
                "\"input\":\"a\",\"background\":false,\"store\":true,\"instructions\":\"be brief\"",
                "\"input\":null,\"previous_response_id\":null,\"conversation\":null,\"prompt\":null,\"tools\":[]",
                "\"input\":[\"a\"]",
                "\"input\":[{\"role\":\"user\",\"content\":\"a\"}]",
                "\"input\":[{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"a\"}]}]",
                "\"input\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"a\"}]}]",
                "\"input\":[{\"type\":\"function_call\",\"call_id\":\"1\",\"name\":\"f\",\"arguments\":\"{}\"}]",
                "\"input\":[{\"type\":\"function_call_output\",\"call_id\":\"1\",\"output\":\"a\"}]",
                "\"input\":[{\"type\":\"custom_tool_call_output\",\"output\":[{\"type\":\"input_text\",\"text\":\"a\"}]}]",
                "\"input\":[{\"type\":\"shell_call_output\",\"output\":[{\"stdout\":\"a\",\"stderr\":\"\"}]}]",
                "\"input\":[{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"gAAA\"}]",
                "\"input\":[{\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"a\"}]}]",
                "\"input\":[{\"type\":\"compaction\",\"id\":\"cmp_1\",\"encrypted_content\":\"gAAA\"}]",
                "\"input\":[{\"type\":\"additional_tools\",\"tools\":[{\"type\":\"function\",\"name\":\"f\"}]}]",
                "\"input\":[{\"type\":\"mcp_list_tools\",\"tools\":[{\"name\":\"f\"}]}]",
                "\"input\":\"a\",\"tools\":[{\"type\":\"function\",\"name\":\"f\"},{\"type\":\"custom\",\"name\":\"g\"}]",
                "\"input\":\"a\",\"tools\":[{\"type\":\"namespace\",\"tools\":[{\"type\":\"function\",\"name\":\"f\"}]}]",
            })
    void read_leavesTheBodyAlone_andCountsItsBytes(String fields) {
        var json = "{\"model\":\"m\", %s }".formatted(fields);

        var call = caller.with(NOT_SENT).post(RESPONSES, json);

        assertThat(body(call)).isEqualTo(json);
        assertThat(call.estimate().promptTokens()).isEqualTo(json.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"image_url\":\"%s\"}]}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"file_id\":\"f\",\"image_url\":\"%s\"}]}",
                "{\"type\":\"function_call_output\",\"output\":[{\"type\":\"input_image\",\"image_url\":\"%s\"}]}",
                "{\"type\":\"computer_call_output\",\"output\":{\"type\":\"computer_screenshot\",\"image_url\":\"%s\"}}",
            })
    void anImage_countsAsAFixedNumber_whateverItsSize(String item) {
        var json = "{\"model\":\"m\",\"input\":[%s]}".formatted(item);

        var call = caller.post(RESPONSES, json.formatted("x".repeat(100_000)));

        assertThat(call.estimate().promptTokens()).isEqualTo(json.formatted("").length() + 5_000L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                input                | [{"role":"user","content":[{"type":"input_file","file_id":"f"}]}]           | 1
                input                | [{"role":"user","content":[{"type":"input_file","file_url":"https://x"}]}]  | 1
                input                | [{"role":"user","content":[{"type":"input_file","file_data":"JVBERi0="}]}]  | 1
                input                | [{"type":"function_call_output","output":[{"type":"input_file"}]}]          | 1
                input                | [{"type":"item_reference","id":"msg_1"}]                                    | 1
                input                | [{"id":"msg_1"},{"type":null,"id":"msg_2"}]                                 | 2
                input                | [{"type":"reasoning","id":"rs_1","summary":[]}]                             | 1
                input                | [{"type":"reasoning","id":"rs_1","encrypted_content":null}]                 | 1
                input                | [{"type":"reasoning","id":"rs_1","content":[{"type":"reasoning_text"}]}]    | 1
                input                | [{"type":"compaction","id":"cmp_1"}]                                        | 1
                input                | [{"type":"compaction_trigger"}]                                             | 1
                input                | [{"type":"image_generation_call","id":"ig_1"}]                              | 1
                input                | [{"type":"file_search_call","id":"fs_1","results":null}]                    | 1
                input                | [{"type":"web_search_call","id":"ws_1"}]                                    | 1
                input                | [{"type":"program","id":"p","code":"x"}]                                    | 1
                input                | [{"type":"additional_tools","tools":[{"type":"web_search"}]}]               | 1
                input                | [{"type":"tool_search_output","tools":[{"type":"mcp"}]}]                    | 1
                input                | [{"type":["message"],"content":[]}]                                         | 1
                input                | [[]]                                                                        | 1
                previous_response_id | "resp_1"                                                                    | 1
                conversation         | "conv_1"                                                                    | 1
                conversation         | {"id":"conv_1"}                                                             | 1
                context_management   | [{"type":"compaction"}]                                                     | 1
                multi_agent          | {"enabled":true}                                                            | 1
                prompt               | {"id":"pmpt_1"}                                                             | 1
                prompt               | {"id":"pmpt_1","variables":{"a":"b","c":{"type":"input_file"}}}             | 2
                tools                | [{"type":"web_search"}]                                                     | 1
                tools                | [{"type":"web_search_preview"}]                                             | 1
                tools                | [{"type":"file_search","vector_store_ids":["vs"]}]                          | 1
                tools                | [{"type":"code_interpreter","container":{"type":"auto"}}]                   | 1
                tools                | [{"type":"image_generation"}]                                               | 1
                tools                | [{"type":"mcp","server_label":"l","server_url":"https://x"}]                | 1
                tools                | [{"type":"computer"},{"type":"computer_use_preview"}]                       | 2
                tools                | [{"type":"shell"},{"type":"local_shell"},{"type":"apply_patch"}]            | 3
                tools                | [{"type":"namespace","tools":[{"type":"mcp"},{"type":"function"}]}]         | 1
                tools                | [{"type":"tool_search"}]                                                    | 1
                """)
    void aReference_isUnseen(String field, String value, long references) {
        var json = "{\"model\":\"m\",\"%s\":%s}".formatted(field, value);

        var fault = caller.fault(RESPONSES, json);

        assertThat(fault.field()).isEqualTo(field);
        assertThat(fault.message()).contains("cannot be metered").contains("promptEstimation.unseenTokens");
        assertThat(allowing.post(RESPONSES, json).estimate().promptTokens())
                .isEqualTo(json.length() + references * UNSEEN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"input":"a"}                                                              | model
                {"model":"m","prompt":{"id":"p"},"max_output_tokens":"9"}                  | max_output_tokens
                {"model":"m","input":7}                                                    | input
                {"model":"m","input":{"role":"user"}}                                      | input
                {"model":"m","prompt":"pmpt_1"}                                            | prompt
                {"model":"m","tools":{}}                                                   | tools
                {"model":"m","stream":"true"}                                              | stream
                {"model":"m","background":true}                                            | background
                {"model":"m","background":1}                                               | background
                {"model":"m","Background":true}                                            | Background
                {"model":"m","Input":"a"}                                                  | Input
                {"model":"m","Previous_Response_Id":"resp_1"}                              | Previous_Response_Id
                {"model":"m","input":[{"role":"user","Type":"item_reference","id":"x"}]}   | input
                {"model":"m","max_output_tokens":0}                                        | max_output_tokens
                """)
    void read_refusesWhatMeteringCannotRead_whateverIsAllowed(String json, String field) {
        assertThat(allowing.fault(RESPONSES, json).field()).isEqualTo(field);
    }

    @Test
    void lowered_setsTheMaximumThatThisPathHas() {
        var call = caller.with(SENT).post(RESPONSES, "{\"model\":\"m\",\"input\":\"a\"}");

        var lowered = call.lowered(call.estimate().withCompletion(64));

        assertThat(body(lowered)).isEqualTo("{\"max_output_tokens\":64,\"model\":\"m\",\"input\":\"a\"}");
        assertThat(call.estimate().leastCompletionTokens()).isEqualTo(16);
    }
}
