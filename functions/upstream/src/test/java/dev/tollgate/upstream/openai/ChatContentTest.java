package dev.tollgate.upstream.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.upstream.DialectCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatContentTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final long UNSEEN = 1_000_000;

    private final DialectCaller caller = DialectCaller.of(OpenAiDialect.openAi());
    private final DialectCaller allowing =
            caller.with(new PromptEstimation(PromptEstimation.Basis.BYTES, 3_000, UNSEEN));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\"}}",
                "{\"type\":\"image_url\",\"image_url\":\"%s\"}",
                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\",\"detail\":\"high\"}}",
            })
    void anImage_countsAsAFixedNumber_whateverItsSize(String part) {
        var data = "x".repeat(100_000);
        var without = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[%s]}]}".formatted(part);

        var call = caller.post(CHAT, without.formatted(data));

        assertThat(call.estimate().promptTokens())
                .isEqualTo(without.formatted("").length() + 5_000L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                "messages":[],"functions":[%s]
                "messages":[{"role":"user","content":"a","name":%s}]
                "messages":[{"role":"user","content":[[%s]]}]
                "messages":[],"tools":[{"type":"function","function":%s}]
                """)
    void anImage_isText_whereNoProviderReadsOne(String fields) {
        var image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\"}}".formatted("x".repeat(100_000));

        var call = allowing.post(CHAT, "{\"model\":\"m\",%s}".formatted(fields.formatted(image)));

        assertThat(call.estimate().promptTokens() % UNSEEN).isGreaterThan(100_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\"}]}",
                "{\"role\":\"tool\",\"tool_call_id\":\"1\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}",
                "{\"role\":\"user\",\"content\":[\"text\"]}",
                "{\"role\":\"developer\",\"content\":[]}",
                "{\"role\":\"assistant\",\"refusal\":\"no\",\"audio\":null}",
                "{\"role\":\"assistant\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"no\"}]}",
                "{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":[]}]}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"UklGRg==\"}}]}",
            })
    void whatClientsSend_isBoundedByItsBytes(String message) {
        var json = "{\"model\":\"m\",\"messages\":[%s]}".formatted(message);

        assertThat(caller.post(CHAT, json).estimate().promptTokens()).isEqualTo(json.length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"type":"video_url","video_url":{"url":"https://x"}}        | 1
                {"type":"file","file":{"file_id":"file-1"}}                 | 1
                {"type":"file","file":{"file_data":"JVBERi0="}}             | 1
                {"type":"document_url","document_url":"https://x"}          | 1
                {"image_url":"https://x"}                                   | 1
                {"type":["text"],"text":"x"}                                | 1
                {"type":"text","text":"x","uuid":"u","video_url":{}}        | 1
                {"type":"file","uuid":"u"}                                  | 2
                7                                                           | 1
                """)
    void aContentPart_isUnseen_whereItsBytesDoNotBoundIt(String part, long references) {
        var json = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[%s]}]}".formatted(part);

        assertThat(caller.fault(CHAT, json).field()).isEqualTo("messages");
        assertThat(allowing.post(CHAT, json).estimate().promptTokens()).isEqualTo(json.length() + references * UNSEEN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                messages            | [{"role":"assistant","audio":{"id":"a"}}]                     | 1
                messages            | [{"role":"user","content":{"type":"file","file":{}}}]         | 1
                tools               | [{"type":"web_search"},{"type":"function","function":{}}]     | 1
                tools               | [{"type":"browser_search"},{"type":"code_interpreter"}]       | 2
                tools               | [{"type":"builtin_function","function":{"name":"$web_search"}}] | 1
                tools               | [{"google_search":{}}]                                        | 1
                tools               | ["web_search"]                                                | 1
                web_search_options  | {}                                                            | 1
                search_parameters   | {"mode":"auto"}                                               | 1
                enable_search       | true                                                          | 1
                plugins             | [{"id":"web"}]                                                | 1
                compound_custom     | {"tools":{}}                                                  | 1
                data_sources        | [{"type":"azure_search"}]                                     | 1
                chat_template       | "{{x}}"                                                       | 1
                mm_processor_kwargs | {"max_pixels":1000000000}                                     | 1
                media_io_kwargs     | {"video":{"num_frames":10000}}                                | 1
                """)
    void whatAProviderAdds_isUnseen(String field, String value, long references) {
        var json = "{\"model\":\"m\",\"%s\":%s}".formatted(field, value);

        assertThat(caller.fault(CHAT, json).field()).isEqualTo(field);
        assertThat(allowing.post(CHAT, json).estimate().promptTokens()).isEqualTo(json.length() + references * UNSEEN);
    }

    @Test
    void aRefusal_saysWhatCannotBeMetered_andWhoCanAllowIt() {
        var json = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\"}]}]}";

        assertThat(caller.fault(CHAT, json).message())
                .isEqualTo(
                        "In 'messages', a content part of type 'file' cannot be metered: how many tokens it is cannot be"
                                + " told from the body. The gateway's operator can allow it by"
                                + " 'promptEstimation.unseenTokens' of the backend.");
    }
}
