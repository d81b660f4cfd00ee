package dev.tollgate.proxy.function;

import dev.tollgate.core.Redacted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One secret as it was last read: fresh for 5 minutes, and used for up to an hour while it cannot be read again. One that does
 * not exist is asked for every 30 s.
 *
 * <p>Thread safe. One caller asks at a time. Others wait for its answer only where they have nothing to go on with.
 */
final class CachedSecret {
    private static final System.Logger LOGGER = System.getLogger(CachedSecret.class.getName());

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration STALE = Duration.ofHours(1);

    /** Until it is asked again after an answer that is of no use; whoever asks waits as long as the source's time-outs. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** The same where nothing is left to go on with, and every call fails until it is. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final SecretSource source;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile State state = new State(Optional.empty(), Instant.EPOCH, "", Instant.EPOCH);
    private Instant renewableAt = Instant.EPOCH;

    CachedSecret(String name, SecretSource source, InstantSource clock) {
        this.name = name;
        this.source = source;
        this.clock = clock;
    }

    /**
     * What the last answer was.
     *
     * @param text the last good one
     * @param readAt when that was asked for
     * @param why what was wrong since
     * @param askAt when to ask again
     */
    private record State(Optional<Redacted> text, Instant readAt, String why, Instant askAt) {
        boolean isUsable(Instant now) {
            return text.isPresent() && now.isBefore(readAt.plus(STALE));
        }

        Secret at(Instant now) {
            return isUsable(now) ? new Secret.Known(text.orElseThrow()) : new Secret.Unknown(why);
        }

        Optional<Redacted> otherThan(Redacted refused) {
            return text.filter(known -> !known.equals(refused));
        }
    }

    Secret find() {
        var now = clock.instant();
        var known = state;
        if (now.isBefore(known.askAt())) {
            return known.at(now);
        }
        if (!known.isUsable(now)) {
            asking.lock();
        } else if (!asking.tryLock()) {
            return known.at(now);
        }
        try {
            // Whoever has waited takes the answer that came meanwhile, be it a failure.
            return (isLast(known) ? ask(now) : state).at(now);
        } finally {
            asking.unlock();
        }
    }

    /**
     * Asks, so that a later caller need not. Nobody waits for it but who called: a caller who needs the secret meanwhile asks too.
     * A failure is not remembered either.
     *
     * @return whether it could be read
     */
    boolean readAhead() {
        var known = state;
        var now = clock.instant();
        if (!(source.ask(name) instanceof SecretSource.Answer.Found(var text))) {
            return false;
        }
        asking.lock();
        try {
            if (isLast(known)) {
                state = found(text, now);
            }
            return true;
        } finally {
            asking.unlock();
        }
    }

    /** Another text than the one that a provider refused; asked for once in 30 s, however many calls were refused. */
    Optional<Redacted> renewed(Redacted refused) {
        var known = state;
        var other = known.otherThan(refused);
        if (other.isPresent()) {
            return other;
        }
        asking.lock();
        try {
            var now = clock.instant();
            if (isLast(known) && !now.isBefore(renewableAt)) {
                renewableAt = now.plus(PAUSE);
                var renewed = ask(now).otherThan(refused);
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "a provider refused the secret ''{0}'', which was read again: {1}",
                        name,
                        renewed.isPresent() ? "it has changed" : "there is no other one");
            }
            return state.otherThan(refused);
        } finally {
            asking.unlock();
        }
    }

    @SuppressWarnings("ReferenceEquality") // Each answer is one of its own, whatever it says.
    private boolean isLast(State known) {
        return state == known;
    }

    /** Called with the lock held. A text is as old as the question, not as the answer. */
    private State ask(Instant now) {
        state = switch (source.ask(name)) {
            case SecretSource.Answer.Found(var text) -> found(text, now);
            case SecretSource.Answer.NotFound() ->
                without("the secret '" + name + "' does not exist or is being deleted", PAUSE);
            case SecretSource.Answer.Failed(var why) -> failed("the secret '" + name + "' cannot be read: " + why, now);
        };
        return state;
    }

    private static State found(Redacted text, Instant now) {
        return new State(Optional.of(text), now, "", now.plus(FRESH));
    }

    private State failed(String why, Instant now) {
        var last = state;
        if (!last.isUsable(now)) {
            return without(why, SHORT_PAUSE);
        }
        LOGGER.log(System.Logger.Level.WARNING, "{0}; as it was read at {1} it is used", why, last.readAt());
        return new State(last.text(), last.readAt(), why, after(PAUSE));
    }

    private State without(String why, Duration pause) {
        return new State(Optional.empty(), Instant.EPOCH, why, after(pause));
    }

    /** From the answer on, which may have taken longer than the pause. */
    private Instant after(Duration pause) {
        return clock.instant().plus(pause);
    }
}
