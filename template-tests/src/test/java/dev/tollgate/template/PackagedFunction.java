package dev.tollgate.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.testkit.lambda.Deployment;
import dev.tollgate.testkit.lambda.InitializationType;
import dev.tollgate.testkit.lambda.Invocation;
import dev.tollgate.testkit.lambda.LambdaProcess;
import dev.tollgate.testkit.lambda.Reply;
import dev.tollgate.testkit.lambda.RuntimeApiDouble;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** A function as it is packaged, in a process of its own, and API Gateway in front of it. To be closed. */
final class PackagedFunction implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path MODULES = Path.of(System.getProperty("tollgate.functions", "../functions"));

    private final RuntimeApiDouble api = new RuntimeApiDouble();
    private final LambdaProcess process;

    private PackagedFunction(Deployment deployment) throws IOException {
        process = LambdaProcess.start(deployment, api);
    }

    /**
     * Starts it.
     *
     * @param module such as {@code proxy}
     * @throws IOException if it has not been packaged
     */
    static PackagedFunction start(String module, Class<?> handler, Map<String, String> variables) throws IOException {
        return new PackagedFunction(deployment(module, handler, variables));
    }

    /**
     * Starts it, takes its snapshot and goes on from it.
     *
     * @throws IOException if it has not been packaged
     */
    static PackagedFunction restore(String module, Class<?> handler, Map<String, String> variables) throws IOException {
        var function = new PackagedFunction(
                deployment(module, handler, variables).initializedBy(InitializationType.SNAP_START));
        function.api.restore();
        return function;
    }

    private static Deployment deployment(String module, Class<?> handler, Map<String, String> variables) {
        var zip = MODULES.resolve(Path.of(module, "target", module + ".zip"));
        var deployment = Deployment.of(zip, handler.getName());
        for (var variable : variables.entrySet()) {
            deployment = deployment.with(variable.getKey(), variable.getValue());
        }
        return deployment;
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @throws IllegalStateException if there is none within a minute; it has what the process wrote
     */
    HttpAnswer send(RestRequest request) throws InterruptedException {
        return HttpAnswer.of(invoke(request.event().getBytes(UTF_8)));
    }

    /**
     * Hands it an event and waits for the reply.
     *
     * @throws IllegalStateException if there is none within a minute; it has what the process wrote
     */
    Reply invoke(byte[] event) throws InterruptedException {
        var deadline = InstantSource.system().instant().plus(PATIENCE);
        try {
            var reply = api.invoke(Invocation.of(event, deadline)).await(PATIENCE);
            if (reply instanceof Reply.Failed || reply instanceof Reply.Lost) {
                throw new IllegalStateException(reply.toString());
            }
            return reply;
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "; the function wrote:\n" + process.output(), e);
        }
    }

    @Override
    public void close() throws IOException {
        process.close();
        api.close();
    }
}
