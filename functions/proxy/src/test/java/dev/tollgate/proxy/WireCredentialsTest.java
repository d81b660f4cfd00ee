package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.upstream.Credential;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever proves who the caller is stays here, wherever it stands: the provider sees the gateway's credential alone. */
@Timeout(60)
class WireCredentialsTest {
    /** What a caller has of another provider, and of AWS. */
    private static final String OTHERS = "a-secret-of-the-callers";

    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=" + OTHERS
            + "/20261120/us-east-1/bedrock/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + OTHERS;

    /** Where the key stands, and what stands beside it. */
    private static final List<Map<String, String>> HEADERS = List.of(
            Map.of("Authorization", "Bearer " + WireGateway.KEY),
            Map.of("authorization", "bEARER   " + WireGateway.KEY + " ", "x-api-key", OTHERS, "api-key", OTHERS),
            Map.of("x-api-key", WireGateway.KEY),
            Map.of("Api-Key", WireGateway.KEY),
            Map.of("X-Goog-Api-Key", WireGateway.KEY),
            Map.of("x-api-key", WireGateway.KEY, "api-key", WireGateway.KEY, "x-goog-api-key", WireGateway.KEY),
            Map.of("x-api-key", WireGateway.KEY, "authorization", "Basic " + OTHERS),
            Map.of(
                    "authorization",
                    SIGNED,
                    "x-amz-security-token",
                    OTHERS,
                    "x-amz-date",
                    "20261120T100030Z",
                    "x-amz-content-sha256",
                    OTHERS,
                    "x-goog-api-key",
                    WireGateway.KEY),
            Map.of("proxy-authorization", "Bearer " + OTHERS, "cookie", "key=" + OTHERS),
            Map.of());

    private final ScriptedProvider provider =
            new ScriptedProvider(ScriptedProvider.reply(200, "application/json", "{}"));

    @AfterEach
    void close() throws IOException {
        provider.close();
    }

    static Stream<WireCalls.Case> calls() {
        return WireCalls.all();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void ofTheCallersCredentials_noneReachesTheProvider(WireCalls.Case legal) throws IOException {
        var gateway = new WireGateway(provider.uri());

        for (var headers : HEADERS) {
            assertThat(gateway.send(event(legal, headers)).status()).isEqualTo(200);
        }

        assertThat(provider.received()).hasSize(HEADERS.size()).allSatisfy(received -> {
            assertThat(received.line())
                    .isEqualTo("%s %s HTTP/1.1"
                            .formatted(legal.call().method(), legal.call().target()));
            assertThat(received.toString()).doesNotContain(WireGateway.KEY, OTHERS);
            assertThat(received.headers().values().stream().filter(value -> value.contains(WireGateway.CREDENTIAL)))
                    .hasSize(1);
        });
    }

    static Stream<Arguments> signedCalls() {
        return calls().filter(legal -> legal.dialect().id().equals("bedrock"))
                .flatMap(legal -> HEADERS.stream().map(headers -> Arguments.of(legal, headers)));
    }

    /** A role's signature replaces the caller's. */
    @ParameterizedTest
    @MethodSource("signedCalls")
    void aSignature_isTheGatewaysOwn(WireCalls.Case legal, Map<String, String> headers) throws IOException {
        var gateway = new WireGateway(provider.uri());
        gateway.credentials = _ -> Optional.of(new Credential.AwsRole());

        gateway.send(event(legal, headers));

        assertThat(provider.received()).singleElement().satisfies(received -> {
            assertThat(received.headers().get("authorization")).startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/");
            assertThat(received.toString()).doesNotContain(WireGateway.KEY, OTHERS);
        });
    }

    private static WireEvent event(WireCalls.Case legal, Map<String, String> headers) {
        var call = legal.call();
        var event = new WireEvent(legal.dialect().id(), call.method(), call.path()).query("key", WireGateway.KEY);
        call.query().forEach(event::query);
        headers.forEach(event::header);
        event.query("access_token", OTHERS).query("Key", OTHERS).query("X-Amz-Security-Token", OTHERS);
        return call.body().isEmpty() ? event : event.body(call.body());
    }
}
