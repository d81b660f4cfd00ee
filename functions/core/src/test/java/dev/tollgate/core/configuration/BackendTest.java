package dev.tollgate.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendTest {
    private static final Backend OPENAI = backend("https://api.openai.com");

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com,     https://api.openai.com/v1/models?limit=2",
        "https://api.openai.com/,    https://api.openai.com/v1/models?limit=2",
        "http://127.0.0.1:8090,      http://127.0.0.1:8090/v1/models?limit=2",
        "http://[::1]:8090/,         http://[::1]:8090/v1/models?limit=2",
        "https://host/openai/eu,     https://host/openai/eu/v1/models?limit=2",
        "https://host/openai/eu/,    https://host/openai/eu/v1/models?limit=2",
        "https://host/a%2Fb,         https://host/a%2Fb/v1/models?limit=2",
    })
    void resolve_putsThePathBehindTheBaseUrl(String baseUrl, String resolved) {
        assertThat(backend(baseUrl).resolve("/v1/models?limit=2")).hasToString(resolved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "file:///etc/passwd", "host", "//host", "/v1", "http:host", "https:///v1"})
    void aBaseUrl_isOneOfAnHttpServer(String baseUrl) {
        assertThatThrownBy(() -> backend(baseUrl))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("baseUrl must be http(s)://host[:port][/path]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://host/v1?a=b", "https://host/v1#a", "https://user:password@host", "https://host?"})
    void aBaseUrl_hasNoQueryNoFragmentAndNoUserInfo(String baseUrl) {
        assertThatThrownBy(() -> backend(baseUrl))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("baseUrl must have no query, fragment or user info");
    }

    @Test
    void allows_theNamedModels_orAllWhereNoneIsNamed() {
        var some = OPENAI.withModels(Set.of("gpt-4.1", "gpt-4.1-mini"));
        var all = OPENAI;

        assertThat(some.allows("gpt-4.1-mini")).isTrue();
        assertThat(some.allows("gpt-4")).isFalse();
        assertThat(all.allows("gpt-4")).isTrue();
    }

    @Test
    void models_areAnUnmodifiableCopy() {
        var models = new HashSet<>(Set.of("gpt-4.1"));
        var backend = OPENAI.withModels(models);

        models.clear();

        assertThat(backend.models()).isUnmodifiable().containsExactly("gpt-4.1");
    }

    @Test
    void of_limitsNothing_andCountsNoCost() {
        assertThat(OPENAI.limits()).isEqualTo(BackendLimits.ProviderWide.NONE);
        assertThat(OPENAI.enforcement()).isEqualTo(Enforcement.STRICT);
        assertThat(OPENAI.charging()).isEqualTo(Charging.PLAIN);
        assertThat(OPENAI.models()).isEmpty();
    }

    @Test
    void with_changesNothingElse() {
        var limits = new BackendLimits.ProviderWide(limits(Dimension.REQUEST_COUNT));

        assertThat(OPENAI.withModels(Set.of("gpt-4.1")).with(limits))
                .isEqualTo(new Backend(
                        "openai",
                        "openai",
                        URI.create("https://api.openai.com"),
                        "openai",
                        Set.of("gpt-4.1"),
                        Map.of(),
                        CallHandling.DEFAULT,
                        limits,
                        Enforcement.STRICT,
                        Charging.PLAIN));
    }

    @ParameterizedTest
    @MethodSource("limitsOnCost")
    void aLimitOnCost_needsAPriceTable_whereverItStands(BackendLimits limits) {
        var backend = OPENAI.withModels(Set.of("gpt-4.1"));

        assertThatThrownBy(() -> backend.with(limits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a limit on cost needs a price table: name it in charging.prices");

        assertThat(backend.with(Charging.PLAIN.withPrices("list")).with(limits).limits())
                .isEqualTo(limits);
    }

    /** Whoever may call any model would get around a limit by another name of it. */
    @Test
    void limitsOnModels_needAListOfThem() {
        var one = limits(Dimension.REQUEST_COUNT);
        var ofEvery = new BackendLimits.PerResource(Limits.NONE, Map.of(), one, Map.of());
        var ofOne = new BackendLimits.PerResource(Limits.NONE, Map.of(), Limits.NONE, Map.of("gpt-4.1", one));

        assertThat(OPENAI.withModels(Set.of("gpt-4.1")).with(ofOne).limits()).isEqualTo(ofOne);
        assertThatThrownBy(() -> OPENAI.with(ofEvery)).hasMessageContaining("need a list of the models");
        assertThatThrownBy(() -> OPENAI.with(ofOne)).hasMessageContaining("need a list of the models");
        var others = OPENAI.withModels(Set.of("gpt-4"));
        assertThatThrownBy(() -> others.with(ofOne)).hasMessageContaining("each of them in it");
    }

    static Stream<BackendLimits> limitsOnCost() {
        var cost = limits(Dimension.COST);
        return Stream.of(
                new BackendLimits.ProviderWide(cost),
                new BackendLimits.PerResource(cost, Map.of(), Limits.NONE, Map.of()),
                new BackendLimits.PerResource(Limits.NONE, Map.of("POST /v1/embeddings", cost), Limits.NONE, Map.of()),
                new BackendLimits.PerResource(Limits.NONE, Map.of(), cost, Map.of()),
                new BackendLimits.PerResource(Limits.NONE, Map.of(), Limits.NONE, Map.of("gpt-4.1", cost)));
    }

    private static Limits limits(Dimension dimension) {
        return Limits.of(new Quota(new WindowLength(1, WindowUnit.MINUTE), Map.of(dimension, 10L)));
    }

    private static Backend backend(String baseUrl) {
        return Backend.of("openai", "openai", URI.create(baseUrl), "openai");
    }
}
