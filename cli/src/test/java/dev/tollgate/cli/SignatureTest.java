package dev.tollgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.cli.api.Signature;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class SignatureTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));
    private static final URI POLICIES =
            URI.create("https://abc123.execute-api.eu-west-1.amazonaws.com/sandbox/policies?limit=100");

    @Test
    void region_isThatOfTheHost() {
        assertThat(Signature.regionOf(POLICIES)).contains("eu-west-1");
        assertThat(Signature.regionOf(URI.create("https://a.execute-api.cn-north-1.amazonaws.com.cn/x")))
                .contains("cn-north-1");
        assertThat(Signature.regionOf(URI.create("https://a.execute-api.eu-west-1.amazonaws.com.evil.example/x")))
                .isEmpty();
        assertThat(Signature.regionOf(URI.create("http://localhost:8080/x"))).isEmpty();
    }

    @Test
    void signature_coversHostAndDate() throws GeneralSecurityException {
        var signer = new Signature(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", SECRET)),
                "eu-west-1",
                CLOCK);

        var headers = signer.headers("GET", POLICIES, Map.of(), new byte[0]);

        // Step by step as the specification says, without the SDK.
        var empty = hex(MessageDigest.getInstance("SHA-256").digest());
        var canonical = "GET\n/sandbox/policies\nlimit=100\nhost:abc123.execute-api.eu-west-1.amazonaws.com\n"
                + "x-amz-content-sha256:" + empty + "\nx-amz-date:20261120T120000Z\n\n"
                + "host;x-amz-content-sha256;x-amz-date\n" + empty;
        var scope = "20261120/eu-west-1/execute-api/aws4_request";
        var toSign = "AWS4-HMAC-SHA256\n20261120T120000Z\n" + scope + "\n"
                + hex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(UTF_8)));
        var key = ("AWS4" + SECRET).getBytes(UTF_8);
        for (var part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        assertThat(headers)
                .containsEntry("x-amz-date", "20261120T120000Z")
                .containsEntry(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/" + scope
                                + ", SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature="
                                + hex(hmac(key, toSign)))
                .doesNotContainKey("host");
    }

    @Test
    void signature_coversBodyHeadersAndSession() {
        var signer = new Signature(
                StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIDEXAMPLE", SECRET, "the-session")),
                "eu-west-1",
                CLOCK);

        var one = signer.headers("PUT", POLICIES, Map.of("if-match", "\"1\""), "{}".getBytes(UTF_8));
        var other = signer.headers("PUT", POLICIES, Map.of("if-match", "\"1\""), "[]".getBytes(UTF_8));

        assertThat(one).containsEntry("x-amz-security-token", "the-session");
        assertThat(one.get("authorization")).contains("host;if-match;").isNotEqualTo(other.get("authorization"));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
