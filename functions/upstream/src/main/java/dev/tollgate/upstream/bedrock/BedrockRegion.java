package dev.tollgate.upstream.bedrock;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which region an endpoint of Bedrock is in. */
final class BedrockRegion {
    /**
     * In all partitions, with or without FIPS and IPv6, and behind the name of a VPC endpoint:
     * {@code bedrock-runtime-fips.us-gov-west-1.amazonaws.com}, {@code bedrock-runtime.cn-north-1.amazonaws.com.cn},
     * {@code vpce-1a-2b.bedrock-runtime.eu-central-1.vpce.amazonaws.com}.
     */
    private static final Pattern ENDPOINT =
            Pattern.compile("(?:^|.*\\.)bedrock-runtime(?:-fips)?\\.([a-z]{2,}(?:-[a-z]+)+-\\d+)\\..+");

    private BedrockRegion() {}

    /** The region in an endpoint's name, empty where it names none. */
    static Optional<String> of(String host) {
        var matcher = ENDPOINT.matcher(host.toLowerCase(Locale.ROOT));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
