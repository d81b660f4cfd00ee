package dev.tollgate.local.demo.serving;

import java.util.List;
import java.util.regex.Pattern;

/** Where the providers' SDKs put a key. Any key will do; a signature is not verified. */
final class ApiKey {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?i:Bearer) +\\S+|AWS4-HMAC-SHA256 +Credential=\\S+.*");
    private static final List<String> HEADERS = List.of("x-api-key", "api-key", "x-goog-api-key");

    private ApiKey() {}

    static boolean isIn(Request request) {
        return request.header("authorization")
                        .filter(value -> AUTHORIZATION.matcher(value).matches())
                        .isPresent()
                || HEADERS.stream().anyMatch(name -> request.header(name).isPresent())
                || request.query().containsKey("key");
    }
}
