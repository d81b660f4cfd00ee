package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.Redacted;
import dev.tollgate.upstream.Credential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken out of a provider's error, in the words in which providers have been seen to say it. */
class RedactionTest {
    private static final Credential CREDENTIAL = new Credential.Secret(new Redacted("4f0c/own+key=="));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Rate limit reached for gpt-4 in organization org-uVqpjtJiKqvVJMVfvpaounIh on tokens per min (TPM)"
                        + "| Rate limit reached for gpt-4 in organization [redacted] on tokens per min (TPM)",
                "Rate limit reached for default-gpt-4 in organization my-company on requests per min"
                        + "| Rate limit reached for default-gpt-4 in organization [redacted] on requests per min",
                "Incorrect API key provided: sk-proj-********************wxyz. You can find"
                        + "| Incorrect API key provided: [redacted] You can find",
                "Incorrect API key provided: sk-abc...wxyz, sorry| Incorrect API key provided: [redacted], sorry",
                "key sk-ant-api03-AbCdEfGhIjKlMnOpQrStUvWxYz is disabled| key [redacted] is disabled",
                "Project proj_AbCdEfGhIjKlMnOpQrStUvWx has no access to gpt-4"
                        + "| Project [redacted] has no access to gpt-4",
                "requested by user-AbCdEfGhIjKlMnOpQrStUvWx| requested by [redacted]",
                "exceed the rate limit for your organization (7f54fbff-3504-477a-b4a2-08359988239d) of 40,000 input tokens"
                        + "| exceed the rate limit for your organization ([redacted]) of 40,000 input tokens",
                "input tokens per minute (org: 9d50ef40-6cc8-4ca6-9d35-1dc9cf26235c, model: claude-sonnet-4-6)"
                        + "| input tokens per minute (org: [redacted], model: claude-sonnet-4-6)",
                "{\"consumer\":\"projects/123456789012\",\"quota\":\"x\"}| {\"consumer\":\"[redacted]\",\"quota\":\"x\"}",
                "limit of service 'x' for consumer 'project_number:123456789012'."
                        + "| limit of service 'x' for consumer '[redacted]'.",
                "has not been used in project 123456789012 before: https://c.example/api?project=my-project-1"
                        + "| has not been used in project [redacted] before: https://c.example/api?project=[redacted]",
                "API key AIzaSyA-1234567890abcdefghij is not valid| API key [redacted] is not valid",
                "The resource arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc1 is not there"
                        + "| The resource [redacted] is not there",
                "\"arn:aws-us-gov:iam::123456789012:role/tollgate\"| \"[redacted]\"",
                "Your account 123456789012 has no access to the model| Your account [redacted] has no access to the model",
                "credential AKIAIOSFODNN7EXAMPLE is old| credential [redacted] is old",
                "/subscriptions/0B1F6471-1BF0-4DDA-AEC3-CB9272F09590/resourceGroups/rg-1/providers/M"
                        + "| /subscriptions/[redacted]/resourceGroups/[redacted]/providers/M",
                "https://my-company.openai.azure.com/openai/deployments is closed"
                        + "| https://[redacted].openai.azure.com/openai/deployments is closed",
                "the key 4f0c/own+key== is wrong| the key [redacted] is wrong",
            })
    void clean_takesOutWhatIsTheGatewaysOwn(String said, String passed) {
        assertThat(clean(said)).isEqualTo(passed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"Unknown parameter: 'web_search_options.user_location'.\",\"code\":null}}",
                "user-generated content is not allowed",
                "Your organization must be verified to use the model `o3`.",
                "The model arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2:1 is legacy",
                "please install sk-learn, or ask the org-chart",
                "Requests have exceeded the token rate limit of your S0 tier. Please retry after 37 seconds.",
                "request req_011CcR9mkMvXdaiWP4739PSN failed",
                "This model's maximum context length is 128000 tokens; see /docs/projects and accounts.",
                "messages.0.content: 123456789012 is not a string",
                "{\"error\":{\"code\":429,\"message\":\"Resource has been exhausted.\",\"status\":\"RESOURCE_EXHAUSTED\"}}",
                "7f54fbff-3504-477a-b4a2-08359988239d is no id of a file",
                "grüße ✓",
                ""
            })
    void clean_leavesTheRest_byteForByte(String said) {
        var body = said.getBytes(UTF_8);

        assertThat(Redaction.clean(body, CREDENTIAL)).isSameAs(body);
    }

    /** What is no text has nothing to be taken out of it, and must not become other bytes. */
    @Test
    void clean_leavesWhatIsNoText() {
        var body = new byte[] {(byte) 0xFF, 0, (byte) 0xC3, 'x'};

        assertThat(Redaction.clean(body, CREDENTIAL)).isSameAs(body);
    }

    @Test
    void clean_knowsNoSecret_ofARole() {
        assertThat(new String(
                        Redaction.clean("arn:aws:iam::123456789012:role/x".getBytes(UTF_8), new Credential.AwsRole()),
                        UTF_8))
                .isEqualTo("[redacted]");
    }

    private static String clean(String said) {
        return new String(Redaction.clean(said.getBytes(UTF_8), CREDENTIAL), UTF_8);
    }
}
