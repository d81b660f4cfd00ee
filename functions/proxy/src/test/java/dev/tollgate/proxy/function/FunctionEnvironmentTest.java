package dev.tollgate.proxy.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.ErrorFormat;
import dev.tollgate.dynamodb.DynamoClients;
import dev.tollgate.proxy.GatewaySettings;
import dev.tollgate.proxy.ReplyMode;
import dev.tollgate.upstream.http.Destinations;
import dev.tollgate.upstream.http.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionEnvironmentTest {
    private static final Map<String, String> LEAST = Map.of(
            "TOLLGATE_STAGE", "sandbox",
            "TOLLGATE_CONFIGURATION_TABLE", "sandbox-configuration",
            "TOLLGATE_COUNTERS_TABLE", "sandbox-counters",
            "TOLLGATE_SECRETS_PREFIX", "tollgate/sandbox/");

    private static Map<String, String> with(Map<String, String> more) {
        var all = new HashMap<>(LEAST);
        all.putAll(more);
        return all;
    }

    @Test
    void whatIsNotSet_isAsSafeAsCanBe() {
        assertThat(FunctionEnvironment.of(LEAST))
                .isEqualTo(new FunctionEnvironment(
                        Stage.SANDBOX,
                        "sandbox-configuration",
                        "sandbox-counters",
                        new SecretNames("tollgate/sandbox/"),
                        ReplyMode.STREAMED,
                        GatewaySettings.DEFAULT,
                        DynamoClients.Timeouts.HOT_PATH,
                        Destinations.PUBLIC,
                        "us-east-1",
                        false));
    }

    @Test
    void everythingCanBeSet() {
        var environment = FunctionEnvironment.of(with(Map.of(
                "TOLLGATE_STAGE", "production",
                "TOLLGATE_REPLY_MODE", "buffered",
                "TOLLGATE_ERROR_FORMAT", "problem",
                "TOLLGATE_MAX_BODY_BYTES", "1000",
                "TOLLGATE_STORE_TIMEOUT_MS", "2200",
                "TOLLGATE_ALLOWED_NETWORKS", "10.0.0.0/8, fd00::/8",
                "TOLLGATE_PLAIN_HTTP", "true",
                "AWS_REGION", "eu-central-1",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")));

        assertThat(environment.stage()).isEqualTo(Stage.PRODUCTION);
        assertThat(environment.replyMode()).isEqualTo(ReplyMode.BUFFERED);
        assertThat(environment.gateway()).isEqualTo(new GatewaySettings(1000, ErrorFormat.PROBLEM));
        assertThat(environment.storeTimeouts())
                .isEqualTo(new DynamoClients.Timeouts(Duration.ofMillis(700), Duration.ofMillis(2200)));
        assertThat(environment.destinations())
                .isEqualTo(Destinations.PUBLIC
                        .withPlainHttp()
                        .allowing(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8")));
        assertThat(environment.region()).isEqualTo("eu-central-1");
        assertThat(environment.isSnapshotted()).isTrue();
    }

    /** An infrastructure template sets what it has no value for to nothing. */
    @Test
    void whatIsEmpty_isNotSet() {
        var empty = Map.of("TOLLGATE_ALLOWED_NETWORKS", "", "TOLLGATE_REPLY_MODE", "", "TOLLGATE_PLAIN_HTTP", "");

        assertThat(FunctionEnvironment.of(with(empty))).isEqualTo(FunctionEnvironment.of(LEAST));
    }

    @Test
    void everyFault_isToldAtOnce() {
        var wrong = Map.of(
                "TOLLGATE_STAGE", "test",
                "TOLLGATE_COUNTERS_TABLE", "a table",
                "TOLLGATE_SECRETS_PREFIX", "tollgate/sandbox",
                "TOLLGATE_REPLY_MODE", "chunked",
                "TOLLGATE_ERROR_FORMAT", "xml",
                "TOLLGATE_MAX_BODY_BYTES", "6M",
                "TOLLGATE_STORE_TIMEOUT_MS", "29",
                "TOLLGATE_ALLOWED_NETWORKS", "10.0.0.1/8",
                "TOLLGATE_PLAIN_HTTP", "yes");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FunctionEnvironment.of(wrong))
                .withMessage(String.join(
                        "; ",
                        "TOLLGATE_STAGE must be production or sandbox, not 'test'",
                        "TOLLGATE_CONFIGURATION_TABLE is not set: it must be the name of the stage's configuration table",
                        "TOLLGATE_COUNTERS_TABLE must be the name of the stage's counter table, not 'a table'",
                        "TOLLGATE_SECRETS_PREFIX must be how the stage's secrets begin, with a slash at its end: "
                                + "tollgate/sandbox/, not 'tollgate/sandbox'",
                        "TOLLGATE_REPLY_MODE must be streamed or buffered, not 'chunked'",
                        "TOLLGATE_MAX_BODY_BYTES must be a number of bytes from 1 to 99999999, not '6M'",
                        "TOLLGATE_ERROR_FORMAT must be dialect, wso2, wso2-fault or problem, not 'xml'",
                        "TOLLGATE_STORE_TIMEOUT_MS must be a number of milliseconds from 30 to 60000, not '29'",
                        "TOLLGATE_ALLOWED_NETWORKS must be networks with commas between them, such as "
                                + "10.0.0.0/8,fd00::/8, not '10.0.0.1/8'",
                        "TOLLGATE_PLAIN_HTTP must be true or false, not 'yes'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "10.0.0.0/8,", "10.0.0.0", "example.com/8", "10.0.0.0/x", "10.0.0.0/33"})
    void whatIsNoNetwork_isRefused(String networks) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FunctionEnvironment.of(with(Map.of("TOLLGATE_ALLOWED_NETWORKS", networks))))
                .withMessageStartingWith("TOLLGATE_ALLOWED_NETWORKS must be");
    }

    @ParameterizedTest
    @CsvSource({"on-demand, false", "provisioned-concurrency, false", "snap-start, true"})
    void onlySnapStart_takesASnapshot(String initialization, boolean isSnapshotted) {
        var environment = FunctionEnvironment.of(with(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", initialization)));

        assertThat(environment.isSnapshotted()).isEqualTo(isSnapshotted);
    }

    @ParameterizedTest
    @EnumSource
    void everyVariable_isInTheGuide(Variable variable) throws IOException {
        assertThat(Files.readString(Path.of("../../docs/function.md"))).contains("| `" + variable.id() + "` |");
    }

    /** The list that templates are held against says which must be there. */
    @Test
    void theVariablesWithoutADefault_areThoseThatMustBeSet() {
        assertThat(Variable.values())
                .filteredOn(variable -> variable.otherwise().isEmpty())
                .extracting(Variable::id)
                .containsExactlyInAnyOrderElementsOf(LEAST.keySet());
    }
}
