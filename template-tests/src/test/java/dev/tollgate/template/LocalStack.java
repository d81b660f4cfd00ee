package dev.tollgate.template;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;

/**
 * LocalStack for the tests of a class: the one that {@code LOCALSTACK_ENDPOINT} names, or else a container of its own.
 * Where there is neither, the class is skipped; an endpoint that does not answer is a failure. To be registered in a static
 * field.
 */
final class LocalStack implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {
    static final String VARIABLE = "LOCALSTACK_ENDPOINT";

    /** The last version that starts without an account at LocalStack. */
    static final String IMAGE = "localstack/localstack:4.14.0";

    private static final String SKIPPED = "neither Docker nor " + VARIABLE
            + ": start Docker, or set the variable to a LocalStack that runs, such as http://localhost:4566";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Optional<URI> named;
    private final BooleanSupplier docker;
    private Optional<LocalStackContainer> container = Optional.empty();

    LocalStack(Optional<URI> named, BooleanSupplier docker) {
        this.named = named;
        this.docker = docker;
    }

    static LocalStack ofTheEnvironment() {
        var variable = Optional.ofNullable(System.getenv(VARIABLE));
        return new LocalStack(
                variable.filter(text -> !text.isBlank()).map(URI::create),
                () -> DockerClientFactory.instance().isDockerAvailable());
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return condition();
    }

    /** Asked for the class, and for each of its methods. */
    ConditionEvaluationResult condition() {
        if (named.isPresent()) {
            return ConditionEvaluationResult.enabled(VARIABLE + " is " + named.get());
        }
        return container.isPresent() || docker.getAsBoolean()
                ? ConditionEvaluationResult.enabled(IMAGE)
                : ConditionEvaluationResult.disabled(SKIPPED);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        start();
    }

    /** @throws IOException if there should be one that runs, and is not */
    void start() throws IOException, InterruptedException {
        if (named.isPresent()) {
            requireHealth(named.get());
        } else {
            var started = new LocalStackContainer(IMAGE);
            container = Optional.of(started);
            started.start();
        }
    }

    private static void requireHealth(URI endpoint) throws IOException, InterruptedException {
        var health = HttpRequest.newBuilder(endpoint.resolve("/_localstack/health"))
                .timeout(PATIENCE)
                .build();
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var status = client.send(health, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IOException("%s is answered with %d".formatted(health.uri(), status));
            }
        } catch (IOException e) {
            throw new IOException("%s is %s, and no LocalStack answers there".formatted(VARIABLE, endpoint), e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        container.ifPresent(LocalStackContainer::stop);
    }

    /** Where it listens, for processes of this machine. */
    URI endpoint() {
        return named.or(() -> container.map(LocalStackContainer::getEndpoint)).orElseThrow();
    }
}
