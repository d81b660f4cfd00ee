package dev.tollgate.cli.api;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * Proves who asks by Signature Version 4, as API Gateway's authorizer {@code AWS_IAM} wants it.
 *
 * @param credentials asked for every call, so that they can be renewed
 * @param region of the API
 * @param clock the time of signing
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">the signature</a>
 */
public record Signature(
        IdentityProvider<? extends AwsCredentialsIdentity> credentials, String region, InstantSource clock)
        implements Access {
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
    private static final String SERVICE = "execute-api";
    private static final Pattern HOST =
            Pattern.compile("[^.]+\\.execute-api\\.([a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?", Pattern.CASE_INSENSITIVE);

    /** The region of API Gateway's own host names, empty for others. */
    public static Optional<String> regionOf(URI uri) {
        var host = HOST.matcher(uri.getHost() == null ? "" : uri.getHost());
        return host.matches() ? Optional.of(host.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    @Override
    public Map<String, String> headers(String method, URI uri, Map<String, String> headers, byte[] body) {
        var identity = identity();
        var unsigned =
                SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri);
        headers.forEach(unsigned::putHeader);
        var signed = SIGNER.sign(builder -> builder.identity(identity)
                .request(unsigned.build())
                .payload(() -> new ByteArrayInputStream(body))
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock.withZone(ZoneOffset.UTC)));
        var added = new HashMap<String, String>();
        signed.request().headers().forEach((name, values) -> added.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        // The HTTP client writes the host by itself, and the same.
        added.remove("host");
        headers.keySet().forEach(added::remove);
        return added;
    }

    private AwsCredentialsIdentity identity() {
        try {
            return credentials.resolveIdentity().join();
        } catch (SdkException | CompletionException e) {
            throw new NoCredentialsException(e);
        }
    }
}
