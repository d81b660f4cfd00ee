package dev.tollgate.cli.smoke;

import dev.tollgate.cli.api.AdminClient;
import dev.tollgate.cli.api.Call;
import java.time.Duration;
import java.util.function.Predicate;

/** What must hold of the calls of a subscription that has two of them free. No record: its text would have the key. */
public final class Checks {
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int CALLS = ThrowAway.CALLS;
    private static final Duration SETTLED = Duration.ofSeconds(10);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Gateway gateway;
    private final Target target;
    private final String key;
    private final boolean isBuffered;

    /**
     * Of a new subscription.
     *
     * @param isBuffered whether a stream may come in one piece
     */
    public Checks(Gateway gateway, Target target, String key, boolean isBuffered) {
        this.gateway = gateway;
        this.target = target;
        this.key = key;
        this.isBuffered = isBuffered;
    }

    /** A reply in one, with an answer and its tokens. */
    public String whole() {
        var reply = passed(target.dialect().whole());
        var tokens = reply.sum(target.dialect().tokens());
        if (reply.json().at(target.dialect().answer()).isMissingNode() || tokens == 0) {
            throw new Failed(
                    reply.beginning(),
                    "this is no answer with its tokens in this dialect: look at the backend's baseUrl");
        }
        return "200, %d ms, %d tokens".formatted(reply.toEnd().toMillis(), tokens);
    }

    /** Events that come one by one, up to the last. */
    public String streamed() {
        var reply = passed(target.dialect().streamed());
        if (!target.dialect().end().matcher(reply.body()).find()) {
            throw new Failed(
                    "the stream ends without its last event, with " + reply.ending(),
                    "look into the proxy's log, %s".formatted(reply.first("x-request-id")));
        }
        if (reply.pieces() < 2 && !isBuffered) {
            throw new Failed(
                    "the stream came in one piece",
                    "something on the way holds it back; say --buffered where the stage is meant not to stream");
        }
        return "200, %d ms to the first byte, %d ms in all, %s"
                .formatted(
                        reply.toFirst().toMillis(),
                        reply.toEnd().toMillis(),
                        reply.pieces() == 1 ? "in one piece" : reply.pieces() + " pieces");
    }

    /** A call too many. */
    public String refusal() {
        var reply = send(target.dialect().whole());
        // Bedrock's has no time to wait: an SDK of AWS would sleep until then.
        var form = reply.first("retry-after", "x-amzn-errortype");
        if (reply.status() != TOO_MANY_REQUESTS || form.isEmpty()) {
            throw new Failed(
                    reply.beginning(),
                    "this must be 429 with retry-after: limits are not held, look at the counters' table and the proxy's log");
        }
        return "429, " + form;
    }

    /**
     * The two calls that passed, as the admin API shows them. A call is settled a moment behind its reply.
     *
     * @param pause waits so long, and says whether to go on
     */
    public static String booked(AdminClient admin, String subscription, Predicate<Duration> pause) {
        var usage = Call.of("GET", "usage", "subscriptions", subscription);
        for (var left = SETTLED; ; left = left.minus(BETWEEN)) {
            var limits = admin.send(usage).body().at("/owners/0/windows/0/limits");
            var requests = limits.at("/requestCount/used").asLong();
            var tokens = limits.at("/totalTokenCount/used").asLong();
            var booked = "%d requests, %d tokens".formatted(requests, tokens);
            if (requests == CALLS && tokens > 0) {
                return booked;
            }
            if (left.isZero() || !pause.test(BETWEEN)) {
                throw new Failed(
                        booked, "it must be %d requests and their tokens: look into the proxy's log".formatted(CALLS));
            }
        }
    }

    private Reply passed(Dialect.Ask ask) {
        var reply = send(ask);
        if (reply.status() != OK) {
            throw new Failed(reply.beginning(), advice(reply));
        }
        return reply;
    }

    private Reply send(Dialect.Ask ask) {
        return gateway.send(target.backend(), target.dialect(), ask, key);
    }

    private static String advice(Reply reply) {
        return switch (reply.status()) {
            case 401, 403 -> "look at --gateway: it ends with the stage, and with the one whose admin API this is";
            case 400, 404 -> "look at --model, and at the backend's dialect, baseUrl and models";
            case 429 -> "wait: the limit of the backend or of the provider is used up";
            default -> "look into the proxy's log, " + reply.first("x-request-id", "x-amzn-requestid");
        };
    }
}
