package dev.tollgate.runtime;

import java.util.Map;
import java.util.OptionalInt;

/**
 * What Lambda tells a process by its environment.
 *
 * @param runtimeApi host and port
 * @param handler {@code package.Class} or {@code package.Class::handleRequest}
 * @param snapStart whether a snapshot is taken of the process once it is initialised
 * @param concurrency how many calls it takes at once; none on the standard Lambda, where one comes after the other
 * @param memory in MB
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">the variables</a>
 */
record Environment(
        String runtimeApi,
        String handler,
        boolean snapStart,
        OptionalInt concurrency,
        String functionName,
        String functionVersion,
        int memory,
        String logGroup,
        String logStream) {
    /** @throws IllegalArgumentException if there is no Runtime API, or a number is none */
    static Environment of(Map<String, String> variables) {
        var runtimeApi = variables.get("AWS_LAMBDA_RUNTIME_API");
        if (runtimeApi == null) {
            throw new IllegalArgumentException("AWS_LAMBDA_RUNTIME_API is not set: this is no Lambda function");
        }
        return new Environment(
                runtimeApi,
                variables.getOrDefault("_HANDLER", ""),
                "snap-start".equals(variables.get("AWS_LAMBDA_INITIALIZATION_TYPE")),
                concurrency(variables),
                variables.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", ""),
                variables.getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", ""),
                positive("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", variables, "128"),
                variables.getOrDefault("AWS_LAMBDA_LOG_GROUP_NAME", ""),
                variables.getOrDefault("AWS_LAMBDA_LOG_STREAM_NAME", ""));
    }

    /** Also where it is 1, Lambda treats a process in another way: it answers a request that it gives up by 500. */
    private static OptionalInt concurrency(Map<String, String> variables) {
        var name = "AWS_LAMBDA_MAX_CONCURRENCY";
        return variables.containsKey(name) ? OptionalInt.of(positive(name, variables, "")) : OptionalInt.empty();
    }

    private static int positive(String name, Map<String, String> variables, String otherwise) {
        var text = variables.getOrDefault(name, otherwise);
        try {
            var number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw new IllegalArgumentException(name + " is no positive number: " + text);
    }
}
