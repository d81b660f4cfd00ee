package dev.tollgate.upstream.wso2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.Window;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.Fault;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Wso2ErrorsTest {
    private static final Instant NOW = Instant.parse("2026-05-20T10:00:30.250Z");
    private static final Owner APP = new Owner.OfSubscription("app");

    private final ErrorForm flat = Wso2Errors.FLAT;
    private final ErrorForm nested = Wso2Errors.FAULT;

    @ParameterizedTest
    @CsvSource({
        "SECOND, 1,  REQUEST_COUNT,      900807, 2026-May-20 10:00:31+0000 UTC",
        "SECOND, 30, REQUEST_COUNT,      900807, 2026-May-20 10:01:00+0000 UTC",
        "SECOND, 30, TOTAL_TOKEN_COUNT,  900804, 2026-May-20 10:01:00+0000 UTC",
        "MINUTE, 1,  REQUEST_COUNT,      900804, 2026-May-20 10:01:00+0000 UTC",
        "MINUTE, 1,  PROMPT_TOKEN_COUNT, 900804, 2026-May-20 10:01:00+0000 UTC",
        "DAY,    1,  TOTAL_TOKEN_COUNT,  900804, 2026-May-21 00:00:00+0000 UTC",
        "MONTH,  1,  COST,               900804, 2026-Jun-01 00:00:00+0000 UTC",
    })
    void refusal_ofAPlan_saysWhenTheNextAccessIs(
            WindowUnit unit, int length, Dimension dimension, int code, String next) {
        var refusal = refusal(APP, new WindowLength(length, unit).windowAt(NOW), dimension, Refusal.Cause.USED_UP);
        var texts = ("\"message\":\"Message throttled out\","
                        + "\"description\":\"You have exceeded your quota .You can access API after %s\","
                        + "\"nextAccessTime\":\"%s\"")
                .formatted(next, next);

        var reply = flat.refusal(refusal, "r-1", NOW);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers()).isEqualTo(Map.of("content-type", "application/json"));
        assertThat(body(reply)).isEqualTo("{\"code\":\"%d\",%s}".formatted(code, texts));
        assertThat(body(nested.refusal(refusal, "r-1", NOW)))
                .isEqualTo("{\"fault\":{\"code\":%d,%s}}".formatted(code, texts));
    }

    @Test
    void refusal_isInEnglish_whereverItRuns() {
        var refusal =
                refusal(APP, new WindowLength(1, WindowUnit.DAY).windowAt(NOW), Dimension.COST, Refusal.Cause.USED_UP);
        var usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(body(flat.refusal(refusal, "r-1", NOW))).contains("2026-May-21 00:00:00+0000 UTC");
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void refusal_ofABackend_isItsHardLimit_andUnavailable() {
        var refusal = refusal(
                new Owner.OfBackend("openai"),
                new WindowLength(1, WindowUnit.MINUTE).windowAt(NOW),
                Dimension.REQUEST_COUNT,
                Refusal.Cause.USED_UP);

        var reply = flat.refusal(refusal, "r-1", NOW);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(body(reply))
                .isEqualTo(
                        "{\"code\":\"900801\",\"message\":\"API Limit Reached\",\"description\":\"API not accepting requests\"}");
        assertThat(nested.refusal(refusal, "r-1", NOW).status()).isEqualTo(503);
        assertThat(body(nested.refusal(refusal, "r-1", NOW)))
                .isEqualTo("{\"fault\":{\"code\":900801,\"message\":\"API Limit Reached\","
                        + "\"description\":\"API not accepting requests\"}}");
    }

    @Test
    void refusal_ofCallsInFlight_isABurst_thatIsOverSoon() {
        var inFlight =
                refusal(APP, new InFlight().windowAt(NOW), Dimension.REQUEST_COUNT, Refusal.Cause.CALLS_IN_FLIGHT);
        var reserved = refusal(
                APP,
                new WindowLength(1, WindowUnit.DAY).windowAt(NOW),
                Dimension.TOTAL_TOKEN_COUNT,
                Refusal.Cause.CALLS_IN_FLIGHT);

        assertThat(body(flat.refusal(inFlight, "r-1", NOW)))
                .startsWith("{\"code\":\"900807\",")
                .endsWith("\"nextAccessTime\":\"2026-May-20 10:00:32+0000 UTC\"}");
        assertThat(body(flat.refusal(reserved, "r-1", NOW)))
                .startsWith("{\"code\":\"900804\",")
                .endsWith("\"nextAccessTime\":\"2026-May-20 10:00:32+0000 UTC\"}");
    }

    @Test
    void refusal_ofACallThatNeverFits_hasNoNextAccess() {
        var refusal = refusal(
                APP,
                new WindowLength(1, WindowUnit.DAY).windowAt(NOW),
                Dimension.PROMPT_TOKEN_COUNT,
                Refusal.Cause.LARGER_THAN_LIMIT);

        assertThat(body(flat.refusal(refusal, "r-1", NOW)))
                .isEqualTo("{\"code\":\"900804\",\"message\":\"Message throttled out\",\"description\":\"%s\"}"
                        .formatted(refusal.describe(NOW)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MISSING_KEY            | 401 | 900902 |",
                "INVALID_KEY            | 401 | 900901 |",
                "SUBSCRIPTION_BLOCKED   | 403 | 900805 |",
                "SUBSCRIPTION_INACTIVE  | 403 | 900909 |",
                "BAD_REQUEST            | 400 | 400    | Bad Request",
                "UNKNOWN_BACKEND        | 404 | 404    | Not Found",
                "UNKNOWN_MODEL          | 404 | 404    | Not Found",
                "UNKNOWN_ROUTE          | 404 | 404    | Runtime Error",
                "BODY_TOO_LARGE         | 413 | 413    | Content Too Large",
                "UNSUPPORTED_MEDIA_TYPE | 415 | 415    | Unsupported Media Type",
                "INTERNAL               | 500 | 500    | Internal Server Error",
                "UPSTREAM_FAILED        | 502 | 101503 | Runtime Error",
                "UNAVAILABLE            | 503 | 503    | Service Unavailable",
                "UPSTREAM_TIMEOUT       | 504 | 101504 | Runtime Error",
            })
    void error_hasTheirCode(Fault.Kind kind, int status, int code, String message) {
        var fault = new Fault(kind, "It is \"so\".");
        var texts = switch (kind) {
            case MISSING_KEY ->
                "\"message\":\"Missing Credentials\",\"description\":\"Missing Credentials. It is \\\"so\\\".\"";
            case INVALID_KEY ->
                "\"message\":\"Invalid Credentials\",\"description\":\"Invalid Credentials. It is \\\"so\\\".\"";
            case SUBSCRIPTION_BLOCKED ->
                "\"message\":\"Message blocked\",\"description\":\"Message blocked. It is \\\"so\\\".\"";
            case SUBSCRIPTION_INACTIVE ->
                "\"message\":\"The subscription to the API is inactive\","
                        + "\"description\":\"The subscription to the API is inactive. It is \\\"so\\\".\"";
            default ->
                "\"type\":\"Status report\",\"message\":\"%s\",\"description\":\"It is \\\"so\\\".\""
                        .formatted(message);
        };

        assertThat(flat.error(fault, "r-1").status()).isEqualTo(status);
        assertThat(body(flat.error(fault, "r-1"))).isEqualTo("{\"code\":\"%d\",%s}".formatted(code, texts));
        assertThat(nested.error(fault, "r-1").status()).isEqualTo(status);
        assertThat(body(nested.error(fault, "r-1"))).isEqualTo("{\"fault\":{\"code\":%d,%s}}".formatted(code, texts));
    }

    private static Refusal refusal(Owner owner, Window window, Dimension dimension, Refusal.Cause cause) {
        return new Refusal(new QuotaState(owner, "plan AIGold", window, dimension, 10, 10), 10, 1, 10, cause);
    }

    private static String body(ErrorReply reply) {
        return new String(reply.body(), UTF_8);
    }
}
