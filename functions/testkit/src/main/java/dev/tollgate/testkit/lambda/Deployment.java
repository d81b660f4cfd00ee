package dev.tollgate.testkit.lambda;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A zip as it is deployed, and the settings of its function.
 *
 * @param zip with the classes or the wrapper script at its top
 * @param handler such as {@code dev.example.Function::handleRequest}
 * @param runtimeApi host and port; filled in by {@link LambdaProcess#start(Deployment, RuntimeApiDouble)}
 * @param memoryMegabytes what the function may use; the stock arguments give 85 % of it to the heap
 * @param initialization how the environment gets ready
 * @param maxConcurrency how many calls one process takes at once; none: one, and the variable is not set
 * @param runtimeClassPath jars of the stock runtime, aws-lambda-java-runtime-interface-client and what it needs; may be empty where a wrapper starts something else
 * @param variables the function's own, {@code AWS_LAMBDA_EXEC_WRAPPER} among them; they replace those of the environment
 */
public record Deployment(
        Path zip,
        String handler,
        String runtimeApi,
        int memoryMegabytes,
        InitializationType initialization,
        OptionalInt maxConcurrency,
        List<Path> runtimeClassPath,
        Map<String, String> variables) {
    static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";

    private static final int DEFAULT_MEMORY = 512;

    /** Copies the list and the map. */
    public Deployment {
        if (memoryMegabytes < 128 || maxConcurrency.orElse(1) < 1) {
            throw new IllegalArgumentException("128 MB and one call at least");
        }
        runtimeClassPath = List.copyOf(runtimeClassPath);
        variables = Map.copyOf(variables);
    }

    /** On demand, 512 MB, one call at once, no wrapper and no stock runtime. */
    public static Deployment of(Path zip, String handler) {
        return new Deployment(
                zip,
                handler,
                "127.0.0.1:9001",
                DEFAULT_MEMORY,
                InitializationType.ON_DEMAND,
                OptionalInt.empty(),
                List.of(),
                Map.of());
    }

    /** The same at this Runtime API: host and port. */
    public Deployment at(String address) {
        return new Deployment(
                zip, handler, address, memoryMegabytes, initialization, maxConcurrency, runtimeClassPath, variables);
    }

    /** The same with so much memory. */
    public Deployment withMemory(int megabytes) {
        return new Deployment(
                zip, handler, runtimeApi, megabytes, initialization, maxConcurrency, runtimeClassPath, variables);
    }

    /** The same, made ready in this way. */
    public Deployment initializedBy(InitializationType type) {
        return new Deployment(
                zip, handler, runtimeApi, memoryMegabytes, type, maxConcurrency, runtimeClassPath, variables);
    }

    /** The same with so many calls at once in one process, as on Managed Instances. */
    public Deployment withMaxConcurrency(int calls) {
        return new Deployment(
                zip,
                handler,
                runtimeApi,
                memoryMegabytes,
                initialization,
                OptionalInt.of(calls),
                runtimeClassPath,
                variables);
    }

    /** The same with a stock runtime: the runtime interface client's jar and those that it needs. */
    public Deployment withRuntime(List<Path> classPath) {
        return new Deployment(
                zip, handler, runtimeApi, memoryMegabytes, initialization, maxConcurrency, classPath, variables);
    }

    /** The same with a wrapper script of the zip, such as {@code /var/task/bootstrap}. */
    public Deployment withWrapper(String script) {
        return with(WRAPPER, script);
    }

    /** The same with one more variable. */
    public Deployment with(String name, String value) {
        var more = new TreeMap<>(variables);
        more.put(name, value);
        return new Deployment(
                zip, handler, runtimeApi, memoryMegabytes, initialization, maxConcurrency, runtimeClassPath, more);
    }
}
