package dev.tollgate.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendTest {
    private static final Quota TEN_CALLS =
            new Quota(new WindowLength(1, WindowUnit.MINUTE), Map.of(Dimension.REQUEST_COUNT, 10L));

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
        var some = backend(List.of(), Set.of("gpt-4.1", "gpt-4.1-mini"));
        var all = backend(List.of(), Set.of());

        assertThat(some.allows("gpt-4.1-mini")).isTrue();
        assertThat(some.allows("gpt-4")).isFalse();
        assertThat(all.allows("gpt-4")).isTrue();
    }

    @Test
    void aBackend_hasOneQuotaAWindowLength() {
        assertThatThrownBy(() -> backend(List.of(TEN_CALLS, TEN_CALLS), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two quotas have the same window length: put their limits into one");
    }

    @Test
    void quotasAndModels_areUnmodifiableCopies() {
        var quotas = new ArrayList<>(List.of(TEN_CALLS));
        var models = new HashSet<>(Set.of("gpt-4.1"));
        var backend = backend(quotas, models);

        quotas.clear();
        models.clear();

        assertThat(backend.quotas()).isUnmodifiable().containsExactly(TEN_CALLS);
        assertThat(backend.models()).isUnmodifiable().containsExactly("gpt-4.1");
    }

    private static Backend backend(String baseUrl) {
        return new Backend("openai", "openai", URI.create(baseUrl), "openai", List.of(), Set.of());
    }

    private static Backend backend(List<Quota> quotas, Set<String> models) {
        return new Backend("openai", "openai", URI.create("https://api.openai.com"), "openai", quotas, models);
    }
}
