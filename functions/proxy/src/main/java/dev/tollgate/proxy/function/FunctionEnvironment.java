package dev.tollgate.proxy.function;

import dev.tollgate.core.Stage;
import dev.tollgate.dynamodb.DynamoClients;
import dev.tollgate.proxy.GatewaySettings;
import dev.tollgate.proxy.ReplyMode;
import dev.tollgate.upstream.http.Destinations;
import dev.tollgate.upstream.http.Network;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the function's environment says: see {@link Variable}.
 *
 * @param secrets what its secrets are called
 * @param storeTimeouts how long the tables may take on the path of a call
 * @param destinations where providers may be
 * @param region the function's own, {@code AWS_REGION}, which Lambda sets
 * @param isSnapshotted whether SnapStart takes a snapshot of this process, {@code AWS_LAMBDA_INITIALIZATION_TYPE}, which Lambda
 *     sets
 */
record FunctionEnvironment(
        Stage stage,
        String configurationTable,
        String countersTable,
        SecretNames secrets,
        ReplyMode replyMode,
        GatewaySettings gateway,
        DynamoClients.Timeouts storeTimeouts,
        Destinations destinations,
        String region,
        boolean isSnapshotted) {
    /** @throws IllegalArgumentException if variables are missing or wrong: the message names each, and what to set */
    static FunctionEnvironment of(Map<String, String> environment) {
        var variables = new Variables(environment);
        var stage = variables.read(Variable.STAGE, Stage::of);
        var configuration = variables.read(Variable.CONFIGURATION_TABLE, FunctionEnvironment::table);
        var counters = variables.read(Variable.COUNTERS_TABLE, FunctionEnvironment::table);
        var secrets = variables.read(Variable.SECRETS_PREFIX, FunctionEnvironment::secrets);
        var replyMode = variables.replyMode();
        var gateway = variables.gateway();
        var storeTimeouts = variables.read(Variable.STORE_TIMEOUT, FunctionEnvironment::timeouts);
        var networks = variables.read(Variable.ALLOWED_NETWORKS, FunctionEnvironment::networks);
        var plainHttp = variables.read(Variable.PLAIN_HTTP, FunctionEnvironment::flag);
        variables.check();
        return new FunctionEnvironment(
                stage.orElseThrow(),
                configuration.orElseThrow(),
                counters.orElseThrow(),
                secrets.orElseThrow(),
                replyMode.orElseThrow(),
                gateway.orElseThrow(),
                storeTimeouts.orElseThrow(),
                destinations(plainHttp.orElseThrow(), networks.orElseThrow()),
                environment.getOrDefault("AWS_REGION", "us-east-1"),
                environment.getOrDefault("AWS_LAMBDA_INITIALIZATION_TYPE", "").equals("snap-start"));
    }

    private static Destinations destinations(boolean plainHttp, Network[] networks) {
        var allowed = Destinations.PUBLIC.allowing(networks);
        return plainHttp ? allowed.withPlainHttp() : allowed;
    }

    /** By name or by ARN. */
    private static Optional<String> table(String text) {
        return Optional.of(text).filter(name -> name.matches("[A-Za-z0-9_.:/-]{3,1024}"));
    }

    /** Of the characters that Secrets Manager allows in a name. */
    private static Optional<SecretNames> secrets(String text) {
        return Optional.of(text)
                .filter(prefix -> prefix.matches("[A-Za-z0-9/_+=.@-]+/"))
                .map(SecretNames::new);
    }

    private static Optional<DynamoClients.Timeouts> timeouts(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("\\d{2,5}"))
                .map(Integer::parseInt)
                .filter(millis -> millis >= 30 && millis <= 60_000)
                .map(millis -> DynamoClients.Timeouts.within(Duration.ofMillis(millis)));
    }

    private static Optional<Network[]> networks(String text) {
        try {
            return Optional.of(Stream.of(text.split(",", -1))
                    .map(String::strip)
                    .filter(part -> !text.isEmpty())
                    .map(Network::parse)
                    .toArray(Network[]::new));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
