package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.Redacted;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    /** Of one connection alone (RFC 9110, 7.6.1), of one hop, or another proof of who calls: in no dialect's list. */
    private static final Set<String> NEVER_LISTED = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "proxy-authenticate",
            "proxy-authorization",
            "host",
            "content-length",
            "content-encoding",
            "expect",
            "via",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-real-ip",
            "cookie",
            "set-cookie",
            "authorization",
            "x-api-key",
            "api-key",
            "x-goog-api-key",
            "x-amz-security-token",
            "www-authenticate",
            "location",
            "server",
            "openai-organization",
            "openai-project",
            "anthropic-organization-id");

    @Test
    void only_keepsWhatIsListed_inLowerCase() {
        var headers = new Headers(Map.of("ACCEPT", "a/b", "Cookie", "c", "x", " y "));

        assertThat(headers.only(Set.of("accept", "x", "absent"))).isEqualTo(Map.of("accept", "a/b", "x", " y "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"accept", "ACCEPT", "close, Accept", "keep-alive ,accept\t, x", "accept,", ",,accept"})
    void only_dropsWhatConnectionNames(String connection) {
        var headers = new Headers(Map.of("Accept", "a/b", "Connection", connection, "y", "1"));

        assertThat(headers.only(Set.of("accept", "y"))).isEqualTo(Map.of("y", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "a\r\nb: c", "\0", "\t", "\u007f", "é", "\u2028", "\ud800"})
    void only_dropsValuesThatNoHeaderMayHave(String value) {
        assertThat(new Headers(Map.of("accept", value)).only(Set.of("accept"))).isEmpty();
    }

    /** API Gateway's first map has the last value alone; each of the others names headers too. */
    @Test
    void everyConnectionHeader_counts() throws IOException {
        var event = new WireEvent("openai", "GET", "/v1/models")
                .header("Connection", "accept")
                .header("connection", "x")
                .header("connection", "close")
                .header("Accept", "a/b")
                .header("x", "1")
                .header("y", "2");

        var headers = GatewayRequest.read(new ByteArrayInputStream(event.toJson()), "function-call-1", Instant.EPOCH)
                .headers();

        assertThat(headers.only(Set.of("accept", "x", "y"))).isEqualTo(Map.of("y", "2"));
    }

    static List<Dialect> dialects() {
        return WireGateway.DIALECTS;
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void noDialect_listsWhatMustNotPass(Dialect dialect) {
        var listed = Stream.concat(dialect.requestHeaders().stream(), dialect.responseHeaders().stream());

        assertThat(listed)
                .allSatisfy(name -> assertThat(name).isEqualTo(name.toLowerCase(Locale.ROOT)))
                .doesNotContainAnyElementsOf(NEVER_LISTED);
    }

    @Test
    void aRequest_printsNeitherItsKeyNorItsBody() throws IOException {
        var event = new WireEvent("openai", "POST", "/v1/x")
                .withKey()
                .query("key", WireGateway.KEY)
                .body("a prompt");

        var request = GatewayRequest.read(new ByteArrayInputStream(event.toJson()), "function-call-1", Instant.EPOCH);

        assertThat(request).hasToString("r-1 POST /openai/v1/x");
    }

    @Test
    void aCredential_printsNothingOfItself() {
        assertThat(new Credential.Secret(new Redacted("sk-secret")).toString()).doesNotContain("sk-secret");
    }
}
