package dev.tollgate.proxy;

import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.Offer;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.OnMissingUsage;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What the tests of the gateway's limits share: gateways before scripted providers, and what is limited in them. */
@Timeout(30)
abstract class GatewayFixture {
    static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);

    /** A chat completion that may use its bytes as a prompt, and ten tokens as a completion. */
    static final String CHAT = chat("m", "hi", ",\"max_tokens\":10");

    private final List<ScriptedProvider> providers = new ArrayList<>();

    @AfterEach
    void closeProviders() throws IOException {
        for (var provider : providers) {
            provider.close();
        }
    }

    /** A gateway before a provider that answers so. */
    final GatewayClient gateway(Step... script) {
        return gateway(new InMemoryCounters(), script);
    }

    /** The same with these counters. */
    final GatewayClient gateway(Counters counters, Step... script) {
        var provider = new ScriptedProvider(script);
        providers.add(provider);
        return new GatewayClient(new ProxyFixture(provider.uri(), counters, Duration.ofSeconds(20)), provider);
    }

    /** A chat completion in JSON, with more fields such as {@code ,"n":2}. */
    static String chat(String model, String prompt, String fields) {
        return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
                .formatted(model, prompt, fields);
    }

    /** A whole reply that reports this use. */
    static Step using(long prompt, long completion) {
        return replyOf("{\"choices\":[],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}}"
                .formatted(prompt, completion, prompt + completion));
    }

    static Step replyOf(String json) {
        return ScriptedProvider.reply(200, "application/json", json);
    }

    static Quota minute(Dimension dimension, long limit) {
        return new Quota(MINUTE, Map.of(dimension, limit));
    }

    /** The plan of the only subscription. */
    static Policy plan(Quota... quotas) {
        return Policy.of("AIGold", quotas);
    }

    /** The same with prices: what a limit on cost cannot be without. */
    static Policy plan(Charging charging, Quota... quotas) {
        return new Policy(
                "AIGold",
                Offer.PLAIN,
                Limits.of(quotas),
                Enforcement.STRICT,
                charging,
                OnMissingUsage.CHARGE_RESERVATION,
                10);
    }

    /** As many calls in flight, and nothing else. */
    static Limits inFlight(long calls) {
        return new Limits(List.of(), calls, 0);
    }
}
