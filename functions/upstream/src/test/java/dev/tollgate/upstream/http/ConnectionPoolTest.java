package dev.tollgate.upstream.http;

import static dev.tollgate.upstream.http.ClientFixture.PLENTY;
import static dev.tollgate.upstream.http.ClientFixture.SHORT;
import static dev.tollgate.upstream.http.ClientFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectionPoolTest {
    private static final HttpRoute ROUTE = RequestFormat.route(URI.create("https://api.example.com"));

    private final ConnectionPool pool = new ConnectionPool(
            new CheckedResolver(Destinations.ANY, InetAddress::getAllByName, PLENTY),
            DefaultClientTlsStrategy.createDefault(),
            1);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void lease_saysUnreachable_whenNoConnectionBecomesFree() throws UpstreamException {
        pool.lease(ROUTE, in(PLENTY));

        assertThat(failure(() -> pool.lease(ROUTE, in(SHORT)))).isEqualTo(UpstreamException.Kind.UNREACHABLE);
    }

    @Test
    void lease_succeeds_whenTheConnectionWasGivenUp() throws UpstreamException {
        var exchange = pool.lease(ROUTE, in(PLENTY));
        exchange.breakOff();
        exchange.breakOff();

        assertThatCode(() -> pool.lease(ROUTE, in(SHORT))).doesNotThrowAnyException();
    }

    @Test
    void breakOff_closesNothing_onceTheHoldHasEnded() throws UpstreamException {
        var first = pool.lease(ROUTE, in(PLENTY));
        first.breakOff();
        var second = pool.lease(ROUTE, in(SHORT));

        first.breakOff();

        assertThat(first.giveBack()).isFalse();
        assertThat(second.giveBack()).isTrue();
    }

    private static Deadline in(Duration limit) {
        return Deadline.after(limit, UpstreamException.Kind.UNREACHABLE, "it cannot be reached");
    }
}
