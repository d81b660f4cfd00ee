package dev.tollgate.upstream.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.upstream.Fault;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Problem details.
 *
 * @param type a URI that names the sort of problem; {@code about:blank} where the status says it all
 * @param title the same for people; that of the status where the status says it all
 * @param status the HTTP status
 * @param detail what is wrong with this call, and what to do
 * @param instance the call's id as a URN, absent where it is no UUID
 * @param field the field of the body that is wrong, absent where it is none
 * @param violatedPolicies the limits that refused, as {@code RateLimit-Policy} names them
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        @Nullable String field,

        @JsonProperty("violated-policies") List<String> violatedPolicies) {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** Copies the list. */
    Problem {
        violatedPolicies = List.copyOf(violatedPolicies);
    }

    /**
     * A limit that is reached.
     *
     * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">the type</a>
     */
    static Problem quotaExceeded(String detail, String requestId, String policy) {
        return new Problem(
                "https://iana.org/assignments/http-problem-types#quota-exceeded",
                "Request cannot be satisfied as assigned quota has been exceeded",
                429,
                detail,
                urn(requestId),
                null,
                List.of(policy));
    }

    static Problem of(Fault fault, String requestId) {
        var title = switch (fault.kind()) {
            case BAD_REQUEST -> "Bad Request";
            case MISSING_KEY, INVALID_KEY -> "Unauthorized";
            case SUBSCRIPTION_BLOCKED, SUBSCRIPTION_INACTIVE -> "Forbidden";
            case UNKNOWN_BACKEND, UNKNOWN_ROUTE, UNKNOWN_MODEL -> "Not Found";
            case BODY_TOO_LARGE -> "Content Too Large";
            case UNSUPPORTED_MEDIA_TYPE -> "Unsupported Media Type";
            case INTERNAL -> "Internal Server Error";
            case UPSTREAM_FAILED -> "Bad Gateway";
            case UNAVAILABLE -> "Service Unavailable";
            case UPSTREAM_TIMEOUT -> "Gateway Timeout";
        };
        return new Problem(
                "about:blank", title, fault.kind().status(), fault.message(), urn(requestId), fault.field(), List.of());
    }

    private static @Nullable String urn(String requestId) {
        return UUID.matcher(requestId).matches() ? "urn:uuid:" + requestId : null;
    }
}
