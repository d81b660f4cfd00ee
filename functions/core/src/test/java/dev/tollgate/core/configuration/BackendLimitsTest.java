package dev.tollgate.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackendLimitsTest {
    private static final String CHAT = "POST /v1/chat/completions";
    private static final Limits ONE = requests(1);
    private static final Limits TWO = requests(2);
    private static final Limits THREE = requests(3);
    private static final Limits FOUR = requests(4);

    @Test
    void perResource_limitsWhatIsNamed_andEverythingElseByTheRest() {
        var limits = new BackendLimits.PerResource(ONE, Map.of(CHAT, TWO), THREE, Map.of("gpt-4.1", FOUR));

        assertThat(limits.ofRoute(CHAT)).isEqualTo(TWO);
        assertThat(limits.ofRoute("POST /v1/embeddings")).isEqualTo(ONE);
        assertThat(limits.ofModel("gpt-4.1")).isEqualTo(FOUR);
        assertThat(limits.ofModel("gpt-4.1-mini")).isEqualTo(THREE);
        assertThat(limits.all()).containsExactlyInAnyOrder(ONE, TWO, THREE, FOUR);
    }

    @Test
    void perResource_mayFreeWhatIsNamed() {
        var limits = new BackendLimits.PerResource(ONE, Map.of(CHAT, Limits.NONE), TWO, Map.of("free", Limits.NONE));

        assertThat(limits.ofRoute(CHAT)).isEqualTo(Limits.NONE);
        assertThat(limits.ofModel("free")).isEqualTo(Limits.NONE);
    }

    @Test
    void perResource_copiesTheMaps() {
        var routes = new HashMap<>(Map.of(CHAT, ONE));
        var models = new HashMap<>(Map.of("gpt-4.1", TWO));
        var limits = new BackendLimits.PerResource(Limits.NONE, routes, Limits.NONE, models);

        routes.clear();
        models.clear();

        assertThat(limits.routes()).isUnmodifiable().containsOnlyKeys(CHAT);
        assertThat(limits.models()).isUnmodifiable().containsOnlyKeys("gpt-4.1");
    }

    @Test
    void anyMatch_looksAtEveryLimit() {
        var named = new BackendLimits.PerResource(Limits.NONE, Map.of(), Limits.NONE, Map.of("gpt-4.1", ONE));

        assertThat(named.anyMatch(limits -> !limits.isEmpty())).isTrue();
        assertThat(named.anyMatch(TWO::equals)).isFalse();
        assertThat(new BackendLimits.ProviderWide(TWO).anyMatch(TWO::equals)).isTrue();
        assertThat(BackendLimits.ProviderWide.NONE.all()).containsExactly(Limits.NONE);
    }

    private static Limits requests(long limit) {
        return Limits.of(new Quota(new WindowLength(1, WindowUnit.MINUTE), Map.of(Dimension.REQUEST_COUNT, limit)));
    }
}
