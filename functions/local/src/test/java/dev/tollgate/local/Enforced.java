package dev.tollgate.local;

import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.BackendLimits.PerResource;
import dev.tollgate.core.configuration.BackendLimits.ProviderWide;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.Offer;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.OnMissingUsage;
import dev.tollgate.core.usage.Price;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A subscription, its plan and its backend, made for one test in the gateway that runs for all: one of them is limited, the
 * others are not. A token costs a millionth.
 *
 * @param id of all three
 * @param key the subscription's
 */
record Enforced(String id, String key) {
    /** Whose limit it is. */
    enum By {
        PLAN,
        PROVIDER,
        ROUTE,
        MODEL;

        private BackendLimits ofBackend(Limits limits) {
            return switch (this) {
                case PLAN -> ProviderWide.NONE;
                case PROVIDER -> new ProviderWide(limits);
                case ROUTE -> new PerResource(limits, Map.of(), Limits.NONE, Map.of());
                case MODEL -> new PerResource(Limits.NONE, Map.of(), limits, Map.of());
            };
        }
    }

    /** It may use its 73 bytes as a prompt, and ten tokens as a completion. */
    private static final String CHAT =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"max_tokens\":10}";

    /** Of what a plan must limit, more than any test uses. */
    private static final Limits MUCH =
            Limits.of(new Quota(new WindowLength(1, WindowUnit.MONTH), Map.of(Dimension.REQUEST_COUNT, 1_000_000L)));

    private static final PriceTable PRICES =
            new PriceTable("enforced", "USD", Map.of("m", Price.of(1_000_000, 1_000_000)));

    private static final LocalStage STAGE = Running.TOLLGATE.stage(Stage.SANDBOX);

    /** Sets it up before a provider. */
    static Enforced by(By owner, Limits limits, Enforcement enforcement, URI provider) {
        var id = "test-" + UUID.randomUUID();
        var charging = Charging.PLAIN.withPrices(PRICES.id());
        STAGE.seed(PRICES);
        STAGE.put(new Policy(
                id,
                Offer.PLAIN,
                owner == By.PLAN ? limits : MUCH,
                owner == By.PLAN ? enforcement : Enforcement.STRICT,
                charging,
                OnMissingUsage.CHARGE_RESERVATION,
                10));
        STAGE.put(Backend.of(id, "openai", provider, Seeds.DEMO_BACKEND)
                .withModels(Set.of("m"))
                .with(charging)
                .with(owner.ofBackend(limits))
                .with(enforcement));
        STAGE.put(new Subscription(id, "A test", id, Set.of(id)));
        return new Enforced(id, STAGE.issueKey(id).reveal());
    }

    /** A chat completion. */
    HttpRequest chat() {
        return HttpRequest.newBuilder(
                        URI.create("%s/sandbox/%s/v1/chat/completions".formatted(Running.TOLLGATE.uri(), id)))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(CHAT))
                .build();
    }

    /** What a refusal calls its owner. */
    String name(By owner) {
        return switch (owner) {
            case PLAN -> "plan " + id;
            case PROVIDER -> "backend " + id;
            case ROUTE -> "backend " + id + ", POST /v1/chat/completions";
            case MODEL -> "backend " + id + ", model m";
        };
    }
}
