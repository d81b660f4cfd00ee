package dev.tollgate.proxy;

import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.http.ReplyHead;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.http.UpstreamException;
import dev.tollgate.upstream.http.UpstreamReply;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends admitted calls, and sends them again where the backend says so and the provider failed before any output. However
 * often it is sent, it is one request. Thread safe; blocks for the provider.
 *
 * <p>A provider that does not accept the credential is asked once more where there is another one by now: whoever changes a
 * credential need not wait until every process has forgotten the old one.
 */
final class Sender {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** What a renewal may take, and the call behind it. */
    private static final Duration RENEWAL = Duration.ofSeconds(4);

    private final UpstreamClient client;
    private final Credentials credentials;
    private final InstantSource clock;

    Sender(UpstreamClient client, Credentials credentials, InstantSource clock) {
        this.client = client;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * A call that was answered.
     *
     * @param admitted as it was sent at last: perhaps with another credential than it was admitted with
     * @param reply what came back
     */
    record Sent(AdmittedCall admitted, UpstreamReply reply) implements AutoCloseable {
        @Override
        public void close() {
            reply.close();
        }
    }

    /** Whether a provider that answers so may do better at another time, or another one may. */
    static boolean isFailure(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    /**
     * Sends a call and waits for the reply's head.
     *
     * @param until when the call must have ended
     * @throws UpstreamException if there is no reply
     */
    Sent send(AdmittedCall admitted, Instant until) throws UpstreamException {
        var reply = answer(admitted, until);
        if (reply.head().status() != 401 || !isBefore(RENEWAL, until)) {
            return new Sent(admitted, reply);
        }
        // Of such a reply only the status is told.
        reply.close();
        var renewed = credentials.renewed(admitted.access().backend().credential(), admitted.credential());
        if (renewed.isEmpty()) {
            return new Sent(admitted, reply);
        }
        var again = admitted.with(renewed.get());
        return new Sent(again, answer(again, until));
    }

    private UpstreamReply answer(AdmittedCall admitted, Instant until) throws UpstreamException {
        var retries = admitted.access().backend().handling().retries();
        for (var tries = 0; ; tries++) {
            var isLast = tries >= retries;
            try {
                var reply = client.send(request(admitted, until));
                var pause = isFailure(reply.head().status()) && !isLast
                        ? pause(reply.head(), tries).filter(wait -> isBefore(wait, until))
                        : Optional.<Duration>empty();
                if (pause.isEmpty()) {
                    return reply;
                }
                reply.close();
                sleep(pause.get());
            } catch (UpstreamException e) {
                if (isLast || !e.isProvidersFailure() || !isBefore(backoff(tries), until)) {
                    throw e;
                }
                sleep(backoff(tries));
            }
        }
    }

    private UpstreamRequest request(AdmittedCall admitted, Instant until) throws UpstreamException {
        var left = Duration.between(clock.instant(), until);
        if (!left.isPositive()) {
            throw new UpstreamException(UpstreamException.Kind.UNREACHABLE, "no time is left to ask it");
        }
        return admitted.outgoing().within(left);
    }

    /** How long the provider wants us to wait; empty where that is longer than a caller waits. */
    private static Optional<Duration> pause(ReplyHead head, int tries) {
        return head.header("retry-after")
                .map(Sender::seconds)
                .orElseGet(() -> Optional.of(backoff(tries)))
                .filter(pause -> pause.compareTo(LONGEST_PAUSE) <= 0);
    }

    private static Optional<Duration> seconds(String text) {
        return text.length() < 10 && text.chars().allMatch(Character::isDigit) && !text.isEmpty()
                ? Optional.of(Duration.ofSeconds(Integer.parseInt(text)))
                : Optional.empty();
    }

    /** Whether there is time left behind a pause. */
    private boolean isBefore(Duration pause, Instant until) {
        return clock.instant().plus(pause).isBefore(until);
    }

    private static Duration backoff(int tries) {
        return FIRST_PAUSE.multipliedBy(1L << tries);
    }

    private static void sleep(Duration pause) throws UpstreamException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamException(UpstreamException.Kind.BROKEN, "interrupted", e);
        }
    }
}
