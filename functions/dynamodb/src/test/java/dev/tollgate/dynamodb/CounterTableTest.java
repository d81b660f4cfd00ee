package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The whole expressions: a condition that is missing here is a limit that does not hold. */
class CounterTableTest {
    @Test
    void reserve_addsToWhatChanges_andSetsTheLease() {
        assertThat(CounterTable.reserve(List.of("r", "p", "t")))
                .isEqualTo("ADD r :r, p :p, t :t, l :l SET expiresAt = :expiresAt");
    }

    @Test
    void fits_wantsNoLease_andRoomInEveryLimitedDimension() {
        assertThat(CounterTable.fits(List.of(Dimension.TOTAL_TOKEN_COUNT, Dimension.REQUEST_COUNT)))
                .isEqualTo("(attribute_not_exists(l) OR NOT contains(l, :lease))"
                        + " AND (attribute_not_exists(r) OR r <= :room_r)"
                        + " AND (attribute_not_exists(t) OR t <= :room_t)");
    }

    @Test
    void end_addsToWhatChanges_andRemovesTheLease() {
        assertThat(CounterTable.end(List.of("c", "x"))).isEqualTo("ADD c :c, x :x DELETE l :l");
        assertThat(CounterTable.end(List.of())).isEqualTo("DELETE l :l");
        assertThat(CounterTable.LEASE_IS_SET).isEqualTo("contains(l, :lease)");
    }

    @Test
    void correct_addsToWhatChanges_andLeavesTheId() {
        assertThat(CounterTable.correct(List.of("t", "gt")))
                .isEqualTo("ADD t :t, gt :gt, k :k SET expiresAt = :expiresAt");
        assertThat(CounterTable.IS_NEW_CORRECTION)
                .isEqualTo("attribute_not_exists(k) OR (NOT contains(k, :correction) AND size(k) < :count)");
        assertThat(CounterTable.corrected(0)).isEqualTo("attribute_not_exists(k)");
        assertThat(CounterTable.corrected(3)).isEqualTo("size(k) = :count");
    }

    @Test
    void key_namesOwnerShardAndWindow() {
        var window = new WindowLength(6, WindowUnit.HOUR).windowAt(Instant.parse("2026-11-20T10:00:30Z"));

        assertThat(CounterTable.key(new CounterKey(new Owner.OfSubscription("app"), window)))
                .isEqualTo(Map.of(
                        "pk",
                        AttributeValue.fromS("S#app#0"),
                        "sk",
                        AttributeValue.fromS("6hour#2026-11-20T06:00:00Z")));
        assertThat(CounterTable.key(new CounterKey(new Owner.OfBackend("openai"), window, 3)))
                .containsEntry("pk", AttributeValue.fromS("B#openai#3"));
        assertThat(CounterTable.key(new CounterKey(Owner.OfResource.route("openai", "POST /v1/embeddings"), window)))
                .containsEntry("pk", AttributeValue.fromS("B#openai#POST /v1/embeddings#0"));
        assertThat(CounterTable.key(new CounterKey(Owner.OfResource.model("openai", "gpt-5#1"), window)))
                .containsEntry("pk", AttributeValue.fromS("B#openai#model:gpt-5#1#0"));
    }

    @Test
    void key_ofTheCallsInFlight_hasNoTime() {
        var window = new InFlight().windowAt(Instant.parse("2026-11-20T10:00:30Z"));

        assertThat(CounterTable.key(new CounterKey(new Owner.OfSubscription("app"), window)))
                .containsEntry("sk", AttributeValue.fromS("live"));
    }
}
