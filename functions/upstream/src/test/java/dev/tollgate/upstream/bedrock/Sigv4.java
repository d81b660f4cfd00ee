package dev.tollgate.upstream.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.upstream.http.UpstreamRequest;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4, written down from its specification, to hold signatures against.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">the specification</a>
 */
final class Sigv4 {
    private Sigv4() {}

    /** The header that a request to Bedrock must have, made of what is sent. */
    static String authorization(UpstreamRequest request, String host, String region, String signedHeaders)
            throws GeneralSecurityException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.put("host", host);
        var canonical = new StringBuilder();
        canonical.append(request.method()).append('\n');
        canonical.append(encodedAgain(request.uri().getRawPath())).append("\n\n");
        for (var name : signedHeaders.split(";", -1)) {
            canonical
                    .append(name)
                    .append(':')
                    .append(headers.getOrDefault(name, "missing"))
                    .append('\n');
        }
        canonical.append('\n').append(signedHeaders).append('\n').append(sha256(request.body()));
        var time = headers.getOrDefault("x-amz-date", "");
        var day = time.substring(0, 8);
        var scope = "%s/%s/bedrock/aws4_request".formatted(day, region);
        var text = "AWS4-HMAC-SHA256\n%s\n%s\n%s"
                .formatted(time, scope, sha256(canonical.toString().getBytes(UTF_8)));
        var key = hmac(
                hmac(hmac(hmac(("AWS4" + TestDialect.SECRET_KEY).getBytes(UTF_8), day), region), "bedrock"),
                "aws4_request");
        return "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(
                        TestDialect.ACCESS_KEY,
                        scope,
                        signedHeaders,
                        HexFormat.of().formatHex(hmac(key, text)));
    }

    /** A path is encoded once more than it is sent, except by S3. */
    private static String encodedAgain(String path) {
        return URLEncoder.encode(path, UTF_8)
                .replace("%2F", "/")
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
