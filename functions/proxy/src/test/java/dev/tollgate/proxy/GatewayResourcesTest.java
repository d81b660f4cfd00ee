package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.BackendLimits.PerResource;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the routes and the models of a backend are limited to, each counted by itself. */
class GatewayResourcesTest extends GatewayFixture {
    private static final String ROUTE = "POST /v1/chat/completions";
    private static final Set<String> MODELS = Set.of("m", "b", "c");
    private static final Limits ONE = Limits.of(minute(Dimension.REQUEST_COUNT, 1));
    private static final Limits TWO = Limits.of(minute(Dimension.REQUEST_COUNT, 2));
    private static final String CHAT_B = chat("b", "hi", ",\"max_tokens\":10");

    private GatewayClient gateway(BackendLimits limits) {
        return gateway(using(20, 5))
                .withBackend(backend -> backend.withModels(MODELS).with(limits));
    }

    private static PerResource perResource(Limits everyRoute, Limits everyModel) {
        return new PerResource(everyRoute, Map.of(), everyModel, Map.of());
    }

    @Test
    void theDefaultOfRoutes_isCountedForEachByItself() throws IOException {
        var gateway = gateway(perResource(ONE, Limits.NONE));
        assertThat(gateway.send(CHAT).status()).isEqualTo(200);

        assertRefused(gateway.send(CHAT_B), "backend openai, " + ROUTE, 1);

        assertThat(gateway.models().status()).isEqualTo(200);
        assertRefused(gateway.models(), "backend openai, GET /v1/models", 1);
        assertThat(gateway.counter(new Owner.OfBackend("openai"), MINUTE)).isEqualTo(CounterState.EMPTY);
    }

    @Test
    void aRoutesOwnLimit_standsInForTheDefault() throws IOException {
        var gateway = gateway(new PerResource(ONE, Map.of(ROUTE, TWO), Limits.NONE, Map.of()));
        gateway.send(CHAT);
        assertThat(gateway.send(CHAT).status()).isEqualTo(200);

        assertRefused(gateway.send(CHAT), "backend openai, " + ROUTE, 2);

        gateway.models();
        assertRefused(gateway.models(), "backend openai, GET /v1/models", 1);
    }

    @Test
    void theDefaultOfModels_isCountedForEachByItself() throws IOException {
        var gateway = gateway(perResource(Limits.NONE, ONE));
        assertThat(gateway.send(CHAT).status()).isEqualTo(200);

        assertRefused(gateway.send(CHAT), "backend openai, model m", 1);

        assertThat(gateway.send(CHAT_B).status()).isEqualTo(200);
        assertRefused(gateway.send(CHAT_B), "backend openai, model b", 1);
    }

    @Test
    void aModelsOwnLimit_standsInForTheDefault() throws IOException {
        var gateway = gateway(new PerResource(Limits.NONE, Map.of(), ONE, Map.of("m", TWO)));
        gateway.send(CHAT);
        assertThat(gateway.send(CHAT).status()).isEqualTo(200);

        assertRefused(gateway.send(CHAT), "backend openai, model m", 2);

        gateway.send(CHAT_B);
        assertRefused(gateway.send(CHAT_B), "backend openai, model b", 1);
    }

    @Test
    void aLimitOfNothing_exemptsFromTheDefault() {
        var gateway = gateway(new PerResource(ONE, Map.of(ROUTE, Limits.NONE), ONE, Map.of("m", Limits.NONE)));
        gateway.send(CHAT);

        assertThat(gateway.send(CHAT).status()).isEqualTo(200);
    }

    @Test
    void aRouteWithoutModel_isNotHeldToTheLimitOfModels() {
        var gateway = gateway(perResource(Limits.NONE, ONE));
        gateway.models();

        assertThat(gateway.models().status()).isEqualTo(200);
    }

    @Test
    void aCall_isHeldToItsRouteAndItsModel() throws IOException {
        var gateway = gateway(perResource(TWO, ONE));
        gateway.send(CHAT);
        var route = gateway.counter(Owner.OfResource.route("openai", ROUTE), MINUTE);

        assertRefused(gateway.send(CHAT), "backend openai, model m", 1);

        assertThat(gateway.counter(Owner.OfResource.route("openai", ROUTE), MINUTE))
                .as("what the route had taken is given back")
                .isEqualTo(route);
        assertThat(gateway.send(CHAT_B).status()).isEqualTo(200);
        assertRefused(gateway.send(chat("c", "hi", "")), "backend openai, " + ROUTE, 2);
    }

    private static void assertRefused(GatewayClient.Reply reply, String name, long limit) throws IOException {
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.error("message"))
                .startsWith("requestCount of %s is limited to %d in 1 min: %d used".formatted(name, limit, limit));
    }
}
