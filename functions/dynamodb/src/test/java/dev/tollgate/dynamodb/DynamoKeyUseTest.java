package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.configuration.KeyUse;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.testkit.KeyUseContract;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(DynamoDbLocalServer.class)
class DynamoKeyUseTest extends KeyUseContract {
    private static final String TABLE = DynamoDbLocalServer.COUNTERS;

    private final DynamoDbClient client;
    private final DynamoKeyUse keyUse;

    DynamoKeyUseTest(DynamoDbClient client) {
        this.client = client;
        this.keyUse = new DynamoKeyUse(client, TABLE);
    }

    @Override
    protected KeyUse keyUse() {
        return keyUse;
    }

    /** Named by no counter: those of subscriptions and backends begin with S and B. */
    @Test
    void anItem_isItsDay_andNothingElse() {
        keyUse.used("k1", LocalDate.parse("2026-11-20"));

        var item = client.getItem(get -> get.tableName(TABLE).key(DynamoKeyUse.itemKey("k1")));

        assertThat(item.item())
                .isEqualTo(Map.of(
                        "pk", AttributeValue.fromS("K#k1"),
                        "sk", AttributeValue.fromS("used"),
                        "day", AttributeValue.fromS("2026-11-20")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", ""})
    void lastUsed_saysCorrupt_whereTheDayIsNone(String day) {
        var item = new HashMap<>(DynamoKeyUse.itemKey("broken"));
        item.put(DynamoKeyUse.DAY, AttributeValue.fromS(day));
        client.putItem(put -> put.tableName(TABLE).item(item));

        assertThatThrownBy(() -> keyUse.lastUsed(List.of("broken")))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessage("the last use of key broken cannot be read");
    }

    @Test
    void used_saysSo_whereTheTableIsMissing() {
        var nowhere = new DynamoKeyUse(client, "no-such-table");

        assertThatThrownBy(() -> nowhere.used("k1", LocalDate.EPOCH)).isInstanceOf(StoreException.Unavailable.class);
    }
}
