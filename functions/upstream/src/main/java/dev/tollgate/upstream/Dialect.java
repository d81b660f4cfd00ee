package dev.tollgate.upstream;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that differs between providers on the wire. Thread safe and without state. */
public interface Dialect {
    /** The name in a backend's configuration, such as {@code openai}. */
    String id();

    /** The paths that may be called. What is not among them is refused, so that nothing passes unmetered. */
    List<Route> routes();

    /** Reads a body once: what is called, what it may use, and what to send. */
    ParsedCall parse(Route route, byte[] body, CompletionDefault completionDefault);

    /** The usage that a whole reply reports, empty where it reports none. */
    Optional<Usage> usageOf(byte[] reply);

    /** About how many tokens a model wrote into a whole reply that reports none. */
    long typicalCompletion(byte[] reply);

    /** The call with a lower maximum of completion tokens in its body, as its estimate allows. */
    ModelCall lowered(ModelCall call, Estimate estimate);

    /** A watcher for one streamed reply. */
    StreamMeter meter(ModelCall call);

    /** The header that carries the provider's credential. */
    Map.Entry<String, String> authorization(Redacted credential);

    /** The caller's headers that go to the provider, in lower case; all others are dropped. */
    Set<String> requestHeaders();

    /** The provider's headers that go to the caller, in lower case; all others are dropped. */
    Set<String> responseHeaders();

    /** The dialect's own rate-limit headers, as its clients read them. */
    Map<String, String> rateLimitHeaders(List<QuotaState> quotas, Instant now);

    /** A refused call, as the dialect's clients expect it. */
    ErrorReply refusal(Refusal refusal, Instant now);

    /** Any other error, as the dialect's clients expect it. */
    ErrorReply error(Fault fault);

    /** An error in a stream that has begun, as the dialect's clients expect it: an event, with its blank line. */
    byte[] streamError(Fault fault);
}
