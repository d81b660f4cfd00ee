package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.Committed;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.ConfigurationStore;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Receipt;
import dev.tollgate.core.configuration.Reference;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.core.store.StoreException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the caller is not to blame for: logged with its cause, of which the reply says nothing. */
class FaultsTest {
    private final RuntimeException cause = new IllegalStateException("secret internals");

    @ParameterizedTest
    @ValueSource(strings = {"/policies", "/policies/a", "/subscriptions/a/keys"})
    void aStoreThatDoesNotAnswer_isToBeAskedAgain(String path) {
        var fault = new StoreException.Unknown("DynamoDB did not answer: secret internals", cause);
        var admin = new AdminFixture(failing(fault));

        var answer = admin.ask(Ask.get(path));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(admin.faults).containsExactly(fault);
    }

    @Test
    void aDefect_isNotExplained() {
        var admin = new AdminFixture(failing(cause));

        var answer = admin.ask(Ask.get("/policies"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
        assertThat(admin.faults).containsExactly(cause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"httpMethod\":\"\"}", "\"secret\""})
    void whatIsNoEvent_isNoRequest(String event) {
        assertThatThrownBy(() -> new AdminFixture().answer(event))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageNotContaining("secret");
    }

    private static ConfigurationStore failing(RuntimeException fault) {
        return new ConfigurationStore() {
            @Override
            public <T extends ConfigurationObject> Optional<Versioned<T>> read(Class<T> kind, String id) {
                throw fault;
            }

            @Override
            public <T extends ConfigurationObject> Page<T> list(Class<T> kind, PageRequest request) {
                throw fault;
            }

            @Override
            public <T extends ConfigurationObject> Page<T> naming(Reference named, Class<T> kind, PageRequest request) {
                throw fault;
            }

            @Override
            public <T extends ConfigurationObject> Committed<T> commit(
                    Change<T> change, AuditEntry entry, Optional<Receipt> receipt) {
                throw fault;
            }

            @Override
            public Page<Subscription> subscriptionsOf(String subscriber, PageRequest request) {
                throw fault;
            }
        };
    }
}
