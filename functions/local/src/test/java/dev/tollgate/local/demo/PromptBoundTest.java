package dev.tollgate.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No prompt has more tokens than the names and texts of its body have bytes, however little it says. */
@Timeout(30)
class PromptBoundTest {
    private static final String[] VERSION = {"anthropic-version", "2023-06-01"};

    private final DemoModel model = new DemoModel(Duration.ZERO);
    private final DemoCaller caller = new DemoCaller(model);

    @AfterEach
    void close() {
        caller.close();
        model.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/chat/completions | {'model':'m','messages':[{'role':''},{'role':''},{'role':'','content':null}]}",
                "/v1/chat/completions | {'model':'m','messages':[{'role':'user','content':'a b c d e f g h i j k l m n o'}]}",
                "/v1/chat/completions | {'model':'m','messages':[{'role':'','content':[{'text':'你 好'},{'text':'x'},{'url':1}]}]}",
                "/v1/completions | {'model':'m','prompt':['a','b','c','d','e','f','g','h','i']}",
                "/v1/completions | {'model':'m','prompt':[[1,2,3,4,5,6,7,8,9],[0]]}",
                "/v1/embeddings | {'model':'m','input':[1,2,3,4,5,6,7,8,9]}",
                "/v1/responses | {'model':'m','instructions':'','input':[{'type':''},{'type':''},{'role':'','content':'x'}]}",
                "/v1beta/models/m:generateContent | {'systemInstruction':{'parts':[]},'contents':[{'parts':[]},{'parts':[]}]}",
                "/v1beta/models/m:embedContent | {'content':{'parts':[{'text':'a b c d e f g h i j k l m n o p q r s t'}]}}",
                "/model/m/converse | {'system':[{'text':''}],'messages':[{'role':'','content':[]},{'role':'','content':[]}]}",
                "/model/m/invoke | {'anthropic_version':'','max_tokens':1,'system':'','messages':[{'role':''},{'role':''}]}",
            })
    void aPrompt_hasNoMoreTokensThanItsBodyHasBytes(String path, String body) {
        caller.postForJson(path, body);

        assertBound(body);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = "`{'model':'m','max_tokens':1,'system':'','messages':[{'role':''},{'role':''},{'role':''}]}`")
    void aPromptOfAnthropics_hasNoMoreTokensThanItsBodyHasBytes(String body) {
        caller.postForJson("/v1/messages", body, VERSION);

        assertBound(body);
    }

    private void assertBound(String body) {
        assertThat(model.ledger().getLast().promptTokens())
                .isPositive()
                .isLessThanOrEqualTo(textBytes(DemoCaller.json(body.replace('\'', '"'))));
    }

    private static long textBytes(JsonNode node) {
        var names = node.propertyStream()
                .mapToLong(field -> field.getKey().getBytes(UTF_8).length)
                .sum();
        var values = node.valueStream().mapToLong(PromptBoundTest::textBytes).sum();
        return names + values + node.asText().getBytes(UTF_8).length;
    }
}
