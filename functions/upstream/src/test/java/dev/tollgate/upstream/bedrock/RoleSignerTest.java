package dev.tollgate.upstream.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.MissingCredentialException;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class RoleSignerTest {
    private static final String PATH = "/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse";
    private static final byte[] BODY = "{\"messages\":[]}".getBytes(UTF_8);

    private final BedrockDialect dialect = TestDialect.dialect();

    @ParameterizedTest
    @CsvSource({
        "https://bedrock-runtime.us-east-1.amazonaws.com, us-east-1, bedrock-runtime.us-east-1.amazonaws.com",
        "https://bedrock-runtime.us-east-1.amazonaws.com:443, us-east-1, bedrock-runtime.us-east-1.amazonaws.com",
        "https://vpce-1-2.bedrock-runtime.eu-central-1.vpce.amazonaws.com, eu-central-1, vpce-1-2.bedrock-runtime.eu-central-1.vpce.amazonaws.com",
        "https://bedrock.example.com, eu-west-1, bedrock.example.com",
        "http://localhost:8080/base, eu-west-1, localhost:8080",
    })
    void theSignature_isThatOfTheRequest_asItIsSent(String base, String region, String host) throws Exception {
        var signed = sign(dialect, URI.create(base + PATH));

        var authorization = signed.headers().getOrDefault("authorization", "");
        var signedHeaders = authorization.replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
        assertThat(authorization).isEqualTo(Sigv4.authorization(signed, host, region, signedHeaders));
    }

    @Test
    void theSignature_coversEveryHeader_thatIsSent() {
        var signed = sign(dialect, URI.create("https://bedrock-runtime.us-east-1.amazonaws.com" + PATH));

        assertThat(signed.headers().keySet())
                .containsExactlyInAnyOrder(
                        "accept",
                        "accept-encoding",
                        "authorization",
                        "content-type",
                        "x-amz-content-sha256",
                        "x-amz-date",
                        "x-amz-security-token",
                        "x-amzn-bedrock-trace");
        assertThat(signed.headers().getOrDefault("authorization", ""))
                .contains("SignedHeaders=accept;accept-encoding;content-type;host;x-amz-content-sha256;x-amz-date;"
                        + "x-amz-security-token;x-amzn-bedrock-trace,");
        assertThat(signed.headers())
                .containsEntry("x-amz-security-token", TestDialect.SESSION)
                .containsEntry("x-amz-date", "20261120T100030Z");
        assertThat(signed.body()).isSameAs(BODY);
    }

    @Test
    void theRequest_keepsItsPathAndQuery() {
        var uri = URI.create("https://bedrock-runtime.us-east-1.amazonaws.com/model/arn%3Aaws%3Ax%2Fy/invoke?a=b%2Fc");

        assertThat(sign(dialect, uri).uri()).isEqualTo(uri);
    }

    @Test
    void aRoleWithoutCredentials_isMissing_andNamesNoSecret() {
        var without = TestDialect.dialect(() ->
                CompletableFuture.failedFuture(new IllegalArgumentException("the endpoint for credentials is silent")));

        assertThatExceptionOfType(MissingCredentialException.class)
                .isThrownBy(() -> sign(without, URI.create("https://bedrock-runtime.us-east-1.amazonaws.com" + PATH)))
                .withMessage("there are no AWS credentials");
    }

    @Test
    void credentialsThatLast_haveNoSessionToken() {
        var lasting = TestDialect.dialect(() -> CompletableFuture.completedFuture(
                AwsCredentialsIdentity.create(TestDialect.ACCESS_KEY, TestDialect.SECRET_KEY)));

        var signed = sign(lasting, URI.create("https://bedrock-runtime.us-east-1.amazonaws.com" + PATH));

        assertThat(signed.headers()).doesNotContainKey("x-amz-security-token");
    }

    private static UpstreamRequest sign(BedrockDialect dialect, URI uri) {
        var headers = Map.of(
                "accept", "application/json",
                "accept-encoding", "identity",
                "content-type", "application/json",
                "x-amzn-bedrock-trace", "ENABLED");
        var request = new UpstreamRequest("POST", uri, headers, BODY, Duration.ofSeconds(30));
        return dialect.authorized(request, new Credential.AwsRole());
    }
}
