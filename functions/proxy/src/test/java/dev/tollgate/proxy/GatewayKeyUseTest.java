package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.quota.Dimension;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.ScriptedProvider;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which calls count as a use of their key. */
class GatewayKeyUseTest extends GatewayFixture {
    private static final String KEY = "events000key";

    @Test
    void anAdmittedCall_isAUse_ofItsDay() {
        var gateway = gateway(using(20, 5));
        gateway.send(CHAT);
        assertThat(used(gateway)).isEqualTo(Map.of(KEY, LocalDate.parse("2026-11-20")));

        gateway.proxy().clock.advance(Duration.ofDays(2));
        gateway.send(CHAT);

        assertThat(used(gateway)).containsEntry(KEY, LocalDate.parse("2026-11-22"));
    }

    @Test
    void aCallThatTheProviderFailed_isAUse() {
        var gateway = gateway(ScriptedProvider.reply(500, "application/json", "{}"));

        gateway.send(CHAT);

        assertThat(used(gateway)).containsKey(KEY);
    }

    @Test
    void aCallThatIsRefusedOrWrong_isNone() {
        var gateway = gateway(using(20, 5)).with(plan(minute(Dimension.TOTAL_TOKEN_COUNT, 1)));

        assertThat(gateway.send(CHAT).status()).isEqualTo(429);
        assertThat(gateway.send("{}").status()).isEqualTo(400);

        assertThat(used(gateway)).isEmpty();
    }

    /** A call costs its counters two writes, the first one of a day as well. */
    @Test
    void theCounters_areNotAsked() {
        var counters = new InMemoryCounters();
        var gateway = gateway(counters, using(20, 5));

        gateway.send(CHAT);

        assertThat(counters.writes()).isEqualTo(2);
    }

    private static Map<String, LocalDate> used(GatewayClient gateway) {
        return gateway.proxy().keyUse.lastUsed(List.of(KEY));
    }
}
