package dev.tollgate.local;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.AuditLog;
import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.Committed;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.KeyUse;
import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.CounterHistory;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.dynamodb.DynamoAuditLog;
import dev.tollgate.dynamodb.DynamoConfiguration;
import dev.tollgate.dynamodb.DynamoCorrections;
import dev.tollgate.dynamodb.DynamoCounters;
import dev.tollgate.dynamodb.DynamoHistory;
import dev.tollgate.dynamodb.DynamoKeyUse;
import dev.tollgate.dynamodb.Tables;
import dev.tollgate.upstream.bedrock.RoleSigner;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One stage: its own tables and keys. Thread safe. */
final class LocalStage {
    /** Asked when the first request is signed. */
    private static final AwsCredentialsProvider AWS_ROLE =
            DefaultCredentialsProvider.builder().build();

    /** Of a Bedrock endpoint that names none. */
    private static final String NO_REGION = "us-east-1";

    /** Who has made what is there from the start. */
    private static final String ACTOR = "the local gateway";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Stage stage;
    private final byte[] pepper;
    private final KeyHasher hasher;
    private final DynamoConfiguration configuration;
    private final DynamoAuditLog audit;
    private final DynamoCounters counters;
    private final DynamoKeyUse keyUse;
    private final CounterHistory history;
    private final CounterCorrections corrections;

    /** Makes the tables where they are missing. */
    LocalStage(Stage stage, byte[] pepper, DynamoDbClient tables) {
        this.stage = stage;
        this.pepper = pepper.clone();
        this.hasher = new KeyHasher(pepper);
        Tables.createConfiguration(tables, configurationTable());
        Tables.createCounters(tables, countersTable());
        this.configuration = new DynamoConfiguration(tables, configurationTable());
        this.audit = new DynamoAuditLog(tables, configurationTable());
        this.counters = new DynamoCounters(tables, countersTable());
        this.keyUse = new DynamoKeyUse(tables, countersTable());
        this.history = new DynamoHistory(tables, countersTable());
        this.corrections = new DynamoCorrections(tables, countersTable());
    }

    Stage stage() {
        return stage;
    }

    String configurationTable() {
        return "tollgate-" + stage.id() + "-configuration";
    }

    String countersTable() {
        return "tollgate-" + stage.id() + "-counters";
    }

    /** What one of its functions would be called on Lambda. */
    String functionName(String function) {
        return "tollgate-%s-%s".formatted(stage.id(), function);
    }

    byte[] pepper() {
        return pepper.clone();
    }

    KeyHasher hasher() {
        return hasher;
    }

    DynamoConfiguration configuration() {
        return configuration;
    }

    AuditLog audit() {
        return audit;
    }

    /** Signs with the AWS credentials of this machine, where it has any. */
    static RoleSigner signer(InstantSource clock) {
        return new RoleSigner(AWS_ROLE, NO_REGION, clock);
    }

    Counters counters() {
        return counters;
    }

    KeyUse keyUse() {
        return keyUse;
    }

    CounterHistory history() {
        return history;
    }

    CounterCorrections corrections() {
        return corrections;
    }

    /** Writes an object, over the one that is there. A running call may see the old one for 10 s. */
    <T extends ConfigurationObject> void put(T object) {
        @SuppressWarnings("unchecked")
        var kind = (Class<T>) object.getClass();
        var change = configuration
                .read(kind, object.id())
                .map(stored -> Change.replace(stored, object))
                .orElseGet(() -> Change.create(object));
        var now = InstantSource.system().instant();
        var entry = new AuditEntry(
                AuditEntry.newId(now), now, ACTOR, "SEED", kind.getSimpleName(), object.id(), "", "", "", "");
        var outcome = configuration.commit(change, entry, Optional.empty());
        if (!(outcome instanceof Committed.Done)) {
            throw new IllegalStateException("%s cannot be written: %s".formatted(change.object(), outcome));
        }
    }

    /** Writes an object unless it is there: whoever changed it keeps the change over a restart. */
    void seed(ConfigurationObject object) {
        if (configuration.find(object.getClass(), object.id()).isEmpty()) {
            put(object);
        }
    }

    /** Makes a key and keeps what is needed to recognise it. */
    Redacted issueKey(String subscription) {
        var issued = hasher.issue(stage, subscription, RANDOM);
        put(issued.stored());
        return issued.text();
    }
}
