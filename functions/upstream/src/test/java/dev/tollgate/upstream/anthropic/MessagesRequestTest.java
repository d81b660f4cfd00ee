package dev.tollgate.upstream.anthropic;

import static dev.tollgate.upstream.DialectCaller.NOT_SENT;
import static dev.tollgate.upstream.DialectCaller.SENT;
import static dev.tollgate.upstream.DialectCaller.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.ModelCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesRequestTest {
    private static final String MESSAGES = "/v1/messages";

    private final DialectCaller caller = DialectCaller.of(new AnthropicDialect());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                                                        | 1000 | 16",
                ",\"max_tokens\":null                                                    | 1000 | 16",
                ",\"max_tokens\":5                                                       | 5    | 5",
                ",\"max_tokens\":7000                                                    | 7000 | 16",
                ",\"max_tokens\":0                                                       | 0    | 0",
                ",\"max_tokens\":9000,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}    | 9000  | 2016",
                ",\"max_tokens\":2010,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}    | 2010  | 2010",
                ",\"max_tokens\":2000,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}    | 4000  | 2016",
                ",\"max_tokens\":4000,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":32000}   | 36000 | 32016",
                ",\"max_tokens\":4000,\"thinking\":{\"type\":\"adaptive\"}                         | 4000  | 16",
                ",\"max_tokens\":4000,\"thinking\":null                                          | 4000  | 16",
            })
    void aCall_mayWriteItsMaximum_andABudgetThatIsNotBelowIt(String fields, long completion, long least) {
        var estimate = valid(fields).estimate();

        assertThat(estimate.completionTokens()).isEqualTo(completion);
        assertThat(estimate.leastCompletionTokens()).isEqualTo(least);
    }

    @Test
    void theDefaultMaximum_isPutIn_onlyWhereAQuotaDependsOnIt() {
        assertThat(body(valid(""))).startsWith("{\"max_tokens\":1000,\"model\":\"m\",");
        assertThat(body(valid(",\"max_tokens\":null"))).endsWith("\"max_tokens\":1000}");
        assertThat(body(caller.with(NOT_SENT).post(MESSAGES, json("")))).doesNotContain("max_tokens");
        assertThat(valid(",\"max_tokens\":5").maximum()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"m\",\"max_tokens\":5,\"messages\":[]}",
                " { \"model\" : \"m\" , \"messages\":[{\"role\":\"user\",\"content\":\"\\u00e9 €\"}],\"max_tokens\":5 }\n",
                "{\"model\":\"m\",\"messages\":[],\"max_tokens\":5,\"stream\":true,\"temperature\":1.0E0}",
                "{\"model\":\"m\",\"messages\":[],\"max_tokens\":5,\"thread\":{\"type\":\"create\"},\"metadata\":{}}",
                "{\"model\":\"m\",\"messages\":[],\"max_tokens\":5,\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}",
            })
    void aBody_isSentAsItCame_whenNothingNeedsToChange(String json) {
        assertThat(body(caller.with(SENT).post(MESSAGES, json))).isEqualTo(json);
    }

    @Test
    void anAlias_isReplaced_andNothingElse() {
        var call = caller.withAlias("fast", "claude-haiku-4-5")
                .post(MESSAGES, "{ \"model\": \"fast\", \"messages\":[], \"max_tokens\":5 }");

        assertThat(body(call)).isEqualTo("{ \"model\": \"claude-haiku-4-5\", \"messages\":[], \"max_tokens\":5 }");
        assertThat(call.model().sent()).isEqualTo("claude-haiku-4-5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",\"max_tokens\":500                                                 | 120  | ,\"max_tokens\":120",
                ",\"max_tokens\":9000,\"thinking\":{\"budget_tokens\":2000}          | 3000 | ,\"max_tokens\":3000,\"thinking\":{\"budget_tokens\":2000}",
                ",\"max_tokens\":900,\"thinking\":{\"budget_tokens\":2000}           | 2100 | ,\"max_tokens\":100,\"thinking\":{\"budget_tokens\":2000}",
            })
    void lowered_lowersTheMaximum_butNotTheBudget(String asked, long tokens, String sent) {
        var call = valid(asked);

        var lowered = call.lowered(call.estimate().withCompletion(tokens));

        assertThat(body(lowered)).isEqualTo(json(sent));
        assertThat(lowered.estimate().completionTokens()).isEqualTo(tokens);
    }

    @Test
    void lowered_putsAMaximumIn_whereThereIsNone() {
        var call = caller.with(NOT_SENT).post(MESSAGES, json(""));

        assertThat(body(call.lowered(call.estimate().withCompletion(20)))).startsWith("{\"max_tokens\":20,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"messages\":[]}                                            | model",
                "{\"model\":\"\",\"messages\":[]}                             | model",
                "{\"model\":null}                                             | model",
                "{\"model\":[\"m\"]}                                          | model",
                "{\"model\":\"m\",\"max_tokens\":-1}                          | max_tokens",
                "{\"model\":\"m\",\"max_tokens\":\"9\"}                       | max_tokens",
                "{\"model\":\"m\",\"max_tokens\":1.5}                         | max_tokens",
                "{\"model\":\"m\",\"max_tokens\":1e2}                         | max_tokens",
                "{\"model\":\"m\",\"max_tokens\":0.0}                         | max_tokens",
                "{\"model\":\"m\",\"max_tokens\":[9]}                         | max_tokens",
                "{\"model\":\"m\",\"max_tokens\":99999999999999999999}        | max_tokens",
                "{\"model\":\"m\",\"max_tokens\":4294967297}                  | max_tokens",
                "{\"model\":\"m\",\"stream\":1}                               | stream",
                "{\"model\":\"m\",\"stream\":\"true\"}                        | stream",
                "{\"model\":\"m\",\"messages\":\"hi\"}                        | messages",
                "{\"model\":\"m\",\"messages\":{}}                            | messages",
                "{\"model\":\"m\",\"tools\":{\"type\":\"web_search_20250305\"}} | tools",
                "{\"model\":\"m\",\"mcp_servers\":{}}                         | mcp_servers",
                "{\"model\":\"m\",\"thinking\":\"enabled\"}                   | thinking",
                "{\"model\":\"m\",\"thinking\":{\"budget_tokens\":\"9\"}}     | thinking",
                "{\"model\":\"m\",\"thinking\":{\"budget_tokens\":-5}}        | thinking",
                "{\"model\":\"m\",\"thinking\":{\"budget_tokens\":2.5}}       | thinking",
                "{\"model\":\"m\",\"Max_Tokens\":9}                           | Max_Tokens",
                "{\"model\":\"m\",\"MAX_TOKENS\":9,\"max_tokens\":1}          | MAX_TOKENS",
                "{\"model\":\"m\",\"Model\":\"n\"}                            | Model",
                "{\"model\":\"m\",\"Messages\":[]}                            | Messages",
                "{\"model\":\"m\",\"Thinking\":{}}                            | Thinking",
                "{\"model\":\"m\",\"Tools\":[]}                               | Tools",
                "{\"model\":\"m\",\"Container\":\"c\"}                        | Container",
            })
    void aField_thatMeteringCannotRead_isRefused(String json, String field) {
        assertThat(fault(json).kind()).isEqualTo(Fault.Kind.BAD_REQUEST);
        assertThat(fault(json).field()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{\"model\":\"m\",\"model\":\"n\"}", "{\"model\":\"m\"", "{\"model\":\"m\"}{}", "null"
            })
    void aBody_thatIsNotOneObject_isRefused(String json) {
        assertThat(fault(json).field()).isNull();
    }

    private ModelCall valid(String fields) {
        return caller.with(SENT).post(MESSAGES, json(fields == null ? "" : fields));
    }

    private Fault fault(String json) {
        return caller.fault(MESSAGES, json);
    }

    private static String json(String fields) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}".formatted(fields);
    }
}
