package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Validity;
import dev.tollgate.upstream.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a key and its subscription say of the moment of a call. The clock stands at 10:00:30. */
class AccessCheckTest extends GatewayFixture {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");
    private static final Validity TO_NOW =
            Validity.from(NOW.minusSeconds(3_600)).endingBy(NOW);
    private static final Validity FROM_SOON = Validity.from(NOW.plusSeconds(1));
    private static final ApiKey KEY = new ApiKey("events000key", "app", ProxyFixture.hash(ProxyFixture.KEY));
    private static final Subscription APP = ProxyFixture.SUBSCRIPTION;

    private final GatewayClient gateway = gateway(using(20, 5));

    @Test
    void aKey_isExpired_fromTheMomentItIsValidUntil() throws IOException {
        gateway.with(KEY.with(TO_NOW));

        assertDenied(
                Fault.Kind.INVALID_KEY,
                "invalid_api_key",
                "This API key expired on 2026-11-20T10:00:30Z: use another one, or ask this gateway's operator for a new one.");
    }

    @Test
    void aKey_opensUntilThen() {
        gateway.with(KEY.with(Validity.from(NOW).endingBy(NOW.plusSeconds(1))));
        assertThat(gateway.send(CHAT).status()).isEqualTo(200);

        gateway.proxy().clock.advance(Duration.ofSeconds(1));

        assertThat(gateway.send(CHAT).status()).isEqualTo(401);
    }

    @Test
    void aKey_opensNothing_beforeItIsValid() throws IOException {
        gateway.with(KEY.with(FROM_SOON));

        assertDenied(
                Fault.Kind.INVALID_KEY,
                "invalid_api_key",
                "This API key is valid from 2026-11-20T10:00:31Z: use another one until then.");
    }

    /** The id is no secret: whoever has it alone learns neither that there is such a key nor what became of it. */
    @Test
    void aGuessedKey_learnsNothing() throws IOException {
        gateway.with(new ApiKey("events000key", "app", "0f".repeat(32), TO_NOW));

        assertThat(gateway.send(CHAT).error("message")).isEqualTo("Unknown API key.");
        assertThat(gateway.lastCall().subscription()).isEmpty();
    }

    @Test
    void aBlockedSubscription_isForbidden() throws IOException {
        gateway.with(APP.with(Subscription.Status.BLOCKED));

        assertDenied(
                Fault.Kind.SUBSCRIPTION_BLOCKED,
                "subscription_blocked",
                "The subscription of this key is blocked: ask this gateway's operator why.");
    }

    /** Waiting would not help. */
    @Test
    void aBlockedSubscription_isToldNothingElse() throws IOException {
        gateway.with(APP.with(Subscription.Status.BLOCKED).with(FROM_SOON));

        assertThat(gateway.send(CHAT).error("code")).isEqualTo("subscription_blocked");
    }

    @Test
    void aSubscription_isForbidden_onceItHasExpired() throws IOException {
        gateway.with(APP.with(TO_NOW));

        assertDenied(
                Fault.Kind.SUBSCRIPTION_INACTIVE,
                "subscription_inactive",
                "The subscription of this key expired on 2026-11-20T10:00:30Z: ask this gateway's operator to renew it.");
    }

    @Test
    void aSubscription_isForbidden_beforeItIsValid() throws IOException {
        gateway.with(APP.with(FROM_SOON));
        assertDenied(
                Fault.Kind.SUBSCRIPTION_INACTIVE,
                "subscription_inactive",
                "The subscription of this key is valid from 2026-11-20T10:00:31Z: try again then.");

        gateway.proxy().clock.advance(Duration.ofSeconds(1));

        assertThat(gateway.send(CHAT).status()).isEqualTo(200);
    }

    /** Its log says whose call it was. */
    private void assertDenied(Fault.Kind kind, String code, String message) throws IOException {
        var reply = gateway.send(CHAT);

        assertThat(reply.status()).isEqualTo(kind.status());
        assertThat(reply.error("code")).isEqualTo(code);
        assertThat(reply.error("message")).isEqualTo(message);
        assertThat(gateway.provider().received()).isEmpty();
        assertThat(gateway.proxy().counter()).isEmpty();
        assertThat(gateway.lastCall().subscription()).isEqualTo("app");
        assertThat(gateway.lastCall().ending())
                .isInstanceOfSatisfying(
                        Ending.Rejected.class,
                        rejected -> assertThat(rejected.fault().kind()).isEqualTo(kind));
    }
}
