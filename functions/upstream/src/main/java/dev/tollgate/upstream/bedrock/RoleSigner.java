package dev.tollgate.upstream.bedrock;

import dev.tollgate.upstream.MissingCredentialException;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.io.ByteArrayInputStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * Signs requests with AWS credentials, by Signature Version 4. Thread safe if the provider of credentials is.
 *
 * @param credentials gives the credentials, and renews them; asked for every request
 * @param defaultRegion of endpoints whose name has none
 * @param clock the time of signing
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">the signature</a>
 */
public record RoleSigner(
        IdentityProvider<? extends AwsCredentialsIdentity> credentials, String defaultRegion, InstantSource clock) {
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    /** What Bedrock's signatures are made for, whichever of its endpoints is called. */
    private static final String SERVICE = "bedrock";

    /**
     * The request with a signature, which covers all headers that it has.
     *
     * @throws MissingCredentialException if there are no credentials
     */
    UpstreamRequest sign(UpstreamRequest request) {
        var signed = SIGNER.sign(builder -> builder.identity(identity())
                        .request(unsigned(request))
                        .payload(() -> new ByteArrayInputStream(request.body()))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region(request))
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock.withZone(ZoneOffset.UTC)))
                .request();
        return new UpstreamRequest(request.method(), request.uri(), sent(signed), request.body(), request.within());
    }

    private String region(UpstreamRequest request) {
        return BedrockRegion.of(request.uri().getHost()).orElse(defaultRegion);
    }

    private AwsCredentialsIdentity identity() {
        try {
            return credentials.resolveIdentity().join();
        } catch (CompletionException e) {
            throw new MissingCredentialException("there are no AWS credentials", e);
        }
    }

    private static SdkHttpRequest unsigned(UpstreamRequest request) {
        var builder = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .uri(request.uri());
        request.headers().forEach(builder::putHeader);
        return builder.build();
    }

    /** The HTTP client writes the host by itself, and the same: without the scheme's own port. */
    private static Map<String, String> sent(SdkHttpRequest signed) {
        var headers = new HashMap<String, String>();
        signed.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        headers.remove("host");
        return headers;
    }
}
