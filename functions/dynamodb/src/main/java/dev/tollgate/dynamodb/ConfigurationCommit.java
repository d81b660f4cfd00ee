package dev.tollgate.dynamodb;

import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.Committed;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Receipt;
import dev.tollgate.core.configuration.Reference;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.core.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Changes an object in one transaction with all that belongs to it: the links to what it names, the count of its users in each
 * object that it names, the audit entry, the receipt. Thread safe.
 */
final class ConfigurationCommit {
    /** How often a transaction is tried that another one is in the way of. */
    private static final int MOST_TRIES = 12;

    private static final long SHORTEST_PAUSE_NANOS = 5_000_000;

    private final DynamoDbClient client;
    private final String table;

    ConfigurationCommit(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    <T extends ConfigurationObject> Committed<T> carryOut(
            Change<T> change, AuditEntry entry, Optional<Receipt> receipt) {
        var actions = new TransactionActions(table).of(change, entry, receipt);
        var request = TransactWriteItemsRequest.builder()
                .transactItems(
                        actions.stream().map(TransactionActions.Action::item).toList())
                .build();
        for (var tries = 1; ; tries++) {
            var cancelled = StoreFailures.guard(() -> send(request));
            if (cancelled.isEmpty()) {
                return new Committed.Done<>(stored(change, entry));
            }
            var failures = failures(actions, cancelled.get().cancellationReasons());
            if (!failures.isEmpty()) {
                return outcome(failures);
            }
            if (tries == MOST_TRIES) {
                throw new StoreException.Throttled("others change the same objects all the time", cancelled.get());
            }
            pause(tries);
        }
    }

    /** Why it was not done; empty where it was. */
    private Optional<TransactionCanceledException> send(TransactWriteItemsRequest request) {
        try {
            client.transactWriteItems(request);
            return Optional.empty();
        } catch (TransactionCanceledException e) {
            return Optional.of(e);
        }
    }

    private static <T extends ConfigurationObject> Versioned<T> stored(Change<T> change, AuditEntry entry) {
        return change.before()
                .map(before -> change.after().map(before::next).orElse(before))
                .orElseGet(() -> new Versioned<>(change.after().orElseThrow(), 1, entry.at()));
    }

    /** @param item what was found instead of what was expected; empty where there was none */
    private record Failure(TransactionActions.Action action, Map<String, AttributeValue> item) {}

    /** What was not as expected; nothing where only the store had no room for it. */
    private static List<Failure> failures(List<TransactionActions.Action> actions, List<CancellationReason> reasons) {
        var failures = new ArrayList<Failure>();
        for (var i = 0; i < reasons.size(); i++) {
            if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
                failures.add(new Failure(actions.get(i), reasons.get(i).item()));
            }
        }
        return failures;
    }

    /** A receipt says that all the rest was done before: it is looked at first. */
    private static <T extends ConfigurationObject> Committed<T> outcome(List<Failure> failures) {
        var missing = new ArrayList<Reference>();
        Optional<Committed<T>> ofObject = Optional.empty();
        for (var failure : failures) {
            switch (failure.action().part()) {
                case TransactionActions.Part.OfReceipt(var id) -> {
                    return new Committed.Repeated<>(TransactionActions.receipt(id, failure.item()));
                }
                case TransactionActions.Part.OfObject part -> ofObject = Optional.of(ofObject(part, failure.item()));
                case TransactionActions.Part.OfNamed(var named) -> missing.add(named);
                case TransactionActions.Part.Other _ ->
                    throw new IllegalStateException("nothing is expected of links and entries");
            }
        }
        return ofObject.orElseGet(() -> new Committed.Dangling<>(missing));
    }

    private static <T extends ConfigurationObject> Committed<T> ofObject(
            TransactionActions.Part.OfObject part, Map<String, AttributeValue> item) {
        return part.isAsRead(item) ? new Committed.InUse<>() : new Committed.Conflict<>();
    }

    /** Longer with every try, and never as long as another's. */
    private static void pause(int tries) {
        var longest = SHORTEST_PAUSE_NANOS << Math.min(tries, 6);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_NANOS, longest));
    }
}
