package dev.tollgate.infra.stage;

import dev.tollgate.infra.settings.Setting;
import dev.tollgate.infra.settings.StageSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.dynamodb.WarmThroughput;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * What must not be lost: configuration, counters, and the pepper that keys are hashed with. Neither table has an index or a
 * stream: each would make every write of a call dearer, and nothing reads them.
 */
final class DataStack extends StageStack {
    DataStack(Construct stage, StageSettings settings) {
        super(stage, settings, "Data", "tables and the pepper of keys");
        var key = settings.kind().isRetained() ? Optional.of(key()) : Optional.<Key>empty();
        table("Configuration", names.ownConfigurationTable(), key);
        table("Counters", names.ownCountersTable(), key);
        pepper();
    }

    private void table(String id, String name, Optional<Key> key) {
        var isKept = settings.kind().isRetained();
        var table = Table.Builder.create(this, id)
                .tableName(name)
                .partitionKey(text("pk"))
                .sortKey(text("sk"))
                .timeToLiveAttribute("expiresAt")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .deletionProtection(isKept)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(isKept)
                        .build())
                .encryption(key.isPresent() ? TableEncryption.CUSTOMER_MANAGED : TableEncryption.DEFAULT)
                // Their protection would be in the way of a deployment that takes back what it has made.
                .removalPolicy(isKept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
        key.ifPresent(table::encryptionKey);
        warmth().ifPresent(table::warmThroughput);
        var built = table.build();
        if (!isKept) {
            Accepted.finding(built, "AwsSolutions-DDB3", "what a sandbox holds can be made anew");
        }
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }

    /** What a table must bear at once, without growing into it; DynamoDB never lets it shrink again. */
    private Optional<WarmThroughput> warmth() {
        if (!settings.has(Setting.WARM_READS) && !settings.has(Setting.WARM_WRITES)) {
            return Optional.empty();
        }
        var warmth = WarmThroughput.builder();
        settings.findNumber(Setting.WARM_READS).ifPresent(warmth::readUnitsPerSecond);
        settings.findNumber(Setting.WARM_WRITES).ifPresent(warmth::writeUnitsPerSecond);
        return Optional.of(warmth.build());
    }

    /** Used through DynamoDB alone, by whoever has rights to a table; so no function needs rights to the key. */
    private Key key() {
        var key = Key.Builder.create(this, "Key")
                .alias("alias/" + names.of("data"))
                .description("Tollgate %s: the tables".formatted(settings.kind().id()))
                .enableKeyRotation(true)
                .removalPolicy(removal())
                .build();
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("ThroughDynamoDb")
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of(
                        "kms:CreateGrant",
                        "kms:Decrypt",
                        "kms:DescribeKey",
                        "kms:Encrypt",
                        "kms:GenerateDataKey*",
                        "kms:ReEncrypt*"))
                .resources(List.of("*"))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of(
                                "kms:CallerAccount",
                                getAccount(),
                                "kms:ViaService",
                                "dynamodb.%s.%s".formatted(getRegion(), getUrlSuffix()))))
                .build());
        return key;
    }

    /** 64 hex characters: 256 random bits. */
    private void pepper() {
        var pepper = Secret.Builder.create(this, "Pepper")
                .secretName(names.pepper())
                .description("Keys are stored as hashes under it: another one voids them all")
                .generateSecretString(SecretStringGenerator.builder()
                        .passwordLength(64)
                        .excludeCharacters("ghijklmnopqrstuvwxyz")
                        .excludeUppercase(true)
                        .excludePunctuation(true)
                        .build())
                .removalPolicy(removal())
                .build();
        Accepted.finding(pepper, "AwsSolutions-SMG4", "rotating it would void every key of the stage");
    }
}
