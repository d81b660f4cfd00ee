package dev.tollgate.upstream;

import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that differs between providers on the wire. Thread safe and without state. */
public interface Dialect {
    /** The name in a backend's configuration, such as {@code openai}. */
    String id();

    /** What may be called: the same list each time. What is not among it is refused, so that nothing passes unmetered. */
    List<Operation> operations();

    /**
     * The request with what the provider wants besides: the credential, and headers that it requires.
     *
     * @throws IllegalArgumentException if the provider does not know this sort of credential
     * @throws MissingCredentialException if there is none right now
     */
    UpstreamRequest authorized(UpstreamRequest request, Credential credential);

    /** The caller's headers that go to the provider, in lower case; all others are dropped. */
    Set<String> requestHeaders();

    /** The provider's headers that go to the caller, in lower case; all others are dropped. */
    Set<String> responseHeaders();

    /** The dialect's own rate-limit headers, as its clients read them. */
    Map<String, String> rateLimitHeaders(List<QuotaState> quotas, Instant now);

    /**
     * Whether clients sleep for as long as {@code Retry-After} tells them, whatever {@code x-should-retry} says. A refusal
     * that lasts then tells them no time: it would be days until the application hears of it.
     */
    default boolean sleepsAsLongAsTold() {
        return false;
    }

    /** How the dialect's clients expect errors. */
    ErrorForm errors();
}
