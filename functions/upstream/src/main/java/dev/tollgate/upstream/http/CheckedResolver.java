package dev.tollgate.upstream.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves hosts to those of their addresses that may be called. The client connects to what is returned here and
 * resolves nothing again, so a name cannot change between the check and the connection. Hosts that are written as
 * addresses come here too, in whatever form. Thread safe.
 */
final class CheckedResolver implements DnsResolver {
    /** How names become addresses. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] lookup(String host) throws UnknownHostException;
    }

    /** No address of a host may be called. Says nothing of what they are: the message may reach a caller. */
    static final class ForbiddenHostException extends UnknownHostException {
        private static final long serialVersionUID = 1;
    }

    private final Destinations destinations;
    private final Lookup lookup;
    private final Duration limit;

    /** @param limit how long a lookup may take; the system's own has no such limit */
    CheckedResolver(Destinations destinations, Lookup lookup, Duration limit) {
        this.destinations = destinations;
        this.lookup = lookup;
        this.limit = limit;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var permitted =
                Arrays.stream(addresses(host)).filter(destinations::permits).toArray(InetAddress[]::new);
        if (permitted.length == 0) {
            throw new ForbiddenHostException();
        }
        return permitted;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private InetAddress[] addresses(String host) throws UnknownHostException {
        var answer = new FutureTask<>(() -> lookup.lookup(host));
        // A platform thread: the system's lookup would hold a virtual one's carrier for as long as it takes.
        Thread.ofPlatform().daemon().name("upstream-lookup").start(answer);
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host, e);
        } catch (ExecutionException | TimeoutException e) {
            throw unknown(host, e);
        }
    }

    private static UnknownHostException unknown(String host, Exception cause) {
        var failure = new UnknownHostException(host);
        failure.initCause(cause);
        return failure;
    }
}
