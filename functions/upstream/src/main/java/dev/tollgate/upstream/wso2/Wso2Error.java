package dev.tollgate.upstream.wso2;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.upstream.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error of WSO2 API Manager, with its codes and texts.
 *
 * @param status the HTTP status
 * @param code what went wrong; a status where there is no code for it
 * @param type present where no handler of security or throttling says it
 * @param message the short text that belongs to the code
 * @param description the long one
 * @param nextAccessTime when to come back, absent where waiting does not help
 * @see <a href="https://apim.docs.wso2.com/en/latest/troubleshooting/error-handling/">the codes</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Wso2Error(
        @JsonIgnore int status,
        int code,
        @Nullable String type,
        String message,
        String description,
        @Nullable String nextAccessTime) {
    private static final int BACKEND_LIMIT = 900801;
    private static final int BLOCKED = 900805;
    private static final int SUBSCRIPTION_LIMIT = 900804;
    private static final int SUBSCRIPTION_BURST = 900807;
    private static final int INVALID_CREDENTIALS = 900901;
    private static final int MISSING_CREDENTIALS = 900902;
    private static final int SUBSCRIPTION_INACTIVE = 900909;
    private static final int CONNECTION_FAILED = 101503;
    private static final int CONNECTION_TIMED_OUT = 101504;

    private static final Duration BURST = Duration.ofMinutes(1);

    /** Theirs, such as {@code 2025-Jun-10 09:40:00+0000 UTC}. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MMM-dd HH:mm:ssxx 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    static Wso2Error of(Refusal refusal, Instant now) {
        if (refusal.isOfBackend()) {
            return of(503, BACKEND_LIMIT, "API Limit Reached", "API not accepting requests");
        }
        var code = isBurst(refusal) ? SUBSCRIPTION_BURST : SUBSCRIPTION_LIMIT;
        if (refusal.isLargerThanLimit()) {
            return of(429, code, "Message throttled out", refusal.describe(now));
        }
        var next = TIME.format(nextAccess(refusal, now));
        // The space before the full stop is theirs: clients look for the text.
        var description = "You have exceeded your quota .You can access API after " + next;
        return new Wso2Error(429, code, null, "Message throttled out", description, next);
    }

    /** Their burst control counts requests by the second. Calls in flight, which they do not limit, are the nearest to it. */
    private static boolean isBurst(Refusal refusal) {
        var window = refusal.quota().window();
        return window.isInFlight()
                || (refusal.quota().dimension() == Dimension.REQUEST_COUNT
                        && window.duration().compareTo(BURST) < 0);
    }

    /** Rounded up to a whole second, as they tell it. */
    private static Instant nextAccess(Refusal refusal, Instant now) {
        var next = refusal.isOfCallsInFlight()
                ? now.plus(refusal.retryAfter(now))
                : refusal.quota().window().end();
        return next.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
    }

    static Wso2Error of(Fault fault) {
        return switch (fault.kind()) {
            case MISSING_KEY -> of(fault, MISSING_CREDENTIALS, "Missing Credentials");
            case INVALID_KEY -> of(fault, INVALID_CREDENTIALS, "Invalid Credentials");
            case SUBSCRIPTION_BLOCKED -> of(fault, BLOCKED, "Message blocked");
            case SUBSCRIPTION_INACTIVE -> of(fault, SUBSCRIPTION_INACTIVE, "The subscription to the API is inactive");
            case UPSTREAM_FAILED -> runtime(fault, CONNECTION_FAILED, "Runtime Error");
            case UPSTREAM_TIMEOUT -> runtime(fault, CONNECTION_TIMED_OUT, "Runtime Error");
            case UNKNOWN_ROUTE -> runtime(fault, fault.kind().status(), "Runtime Error");
            case UNKNOWN_BACKEND, UNKNOWN_MODEL -> runtime(fault, fault.kind().status(), "Not Found");
            case BAD_REQUEST -> runtime(fault, fault.kind().status(), "Bad Request");
            case BODY_TOO_LARGE -> runtime(fault, fault.kind().status(), "Content Too Large");
            case UNSUPPORTED_MEDIA_TYPE -> runtime(fault, fault.kind().status(), "Unsupported Media Type");
            case INTERNAL -> runtime(fault, fault.kind().status(), "Internal Server Error");
            case UNAVAILABLE -> runtime(fault, fault.kind().status(), "Service Unavailable");
        };
    }

    private static Wso2Error of(Fault fault, int code, String message) {
        return of(fault.kind().status(), code, message, message + ". " + fault.message());
    }

    private static Wso2Error of(int status, int code, String message, String description) {
        return new Wso2Error(status, code, null, message, description, null);
    }

    private static Wso2Error runtime(Fault fault, int code, String message) {
        return new Wso2Error(fault.kind().status(), code, "Status report", message, fault.message(), null);
    }
}
