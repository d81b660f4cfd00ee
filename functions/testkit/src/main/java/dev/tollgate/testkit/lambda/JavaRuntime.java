package dev.tollgate.testkit.lambda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The command and the environment with which Lambda's managed runtime {@code java25} starts a function. The arguments are
 * those that functions on Lambda print of themselves, without a native library that is only there. The archive of shared
 * classes, which is only there as well, is named to a wrapper: made for the stock class path, it is of no use to any other.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">the environment</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html">wrapper scripts</a>
 */
record JavaRuntime(Deployment deployment, Path taskRoot) {
    private static final String TASK_ROOT = "/var/task/";
    private static final String MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String STOCK_CLASS_PATH = "/var/runtime/lib/aws-lambda-java-core-1.4.0.jar"
            + ":/var/runtime/lib/aws-lambda-java-runtime-interface-client-2.9.0-linux-x86_64.jar"
            + ":/var/runtime/lib/aws-lambda-java-serialization-1.2.0.jar";
    private static final int HEAP_PERCENT = 85;
    private static final int KILOBYTES = 1024;

    /**
     * The wrapper, if there is one, with the stock command as its arguments.
     *
     * @throws IOException if the wrapper is missing or not executable: Lambda would not start it either
     */
    List<String> command() throws IOException {
        var command = new ArrayList<String>();
        var wrapper = deployment.variables().get(Deployment.WRAPPER);
        if (wrapper != null) {
            command.add(script(wrapper).toString());
        } else if (deployment.runtimeClassPath().isEmpty()) {
            throw new IllegalArgumentException("neither a wrapper nor a stock runtime");
        }
        command.addAll(stock());
        return command;
    }

    private Path script(String wrapper) throws IOException {
        var script = wrapper.startsWith(TASK_ROOT)
                ? taskRoot.resolve(wrapper.substring(TASK_ROOT.length()))
                : Path.of(wrapper);
        if (!Files.exists(script)) {
            throw new NoSuchFileException(wrapper, null, "not in " + deployment.zip());
        }
        if (!Files.getPosixFilePermissions(script).contains(PosixFilePermission.OTHERS_EXECUTE)) {
            throw new IOException("%s of %s is not executable by everybody: its mode in the zip must be 0755"
                    .formatted(wrapper, deployment.zip()));
        }
        return script;
    }

    private List<String> stock() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:MaxHeapSize=%dk".formatted(deployment.memoryMegabytes() * KILOBYTES * HEAP_PERCENT / 100));
        command.add("-XX:+UseSerialGC");
        if (deployment.initialization() == InitializationType.ON_DEMAND) {
            // Where the start is not waited for, Lambda lets the second compiler work too.
            command.addAll(List.of("-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1"));
        }
        if (deployment.variables().containsKey(Deployment.WRAPPER)) {
            command.addAll(List.of("-Xshare:on", "-XX:SharedArchiveFile=/var/lang/lib/server/runtime.jsa"));
        }
        command.addAll(List.of(
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-XX:+ErrorFileToStderr",
                "-classpath",
                classPath(),
                MAIN_CLASS,
                deployment.handler()));
        return command;
    }

    private String classPath() {
        return deployment.runtimeClassPath().isEmpty()
                ? STOCK_CLASS_PATH
                : deployment.runtimeClassPath().stream()
                        .map(jar -> jar.toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator));
    }

    /** All that the process sees: nothing is inherited. */
    Map<String, String> environment() {
        var all = new TreeMap<String, String>();
        all.put("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin");
        all.put("LANG", "en_US.UTF-8");
        all.put("TZ", ":UTC");
        all.put("_HANDLER", deployment.handler());
        all.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        all.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        all.put("AWS_LAMBDA_RUNTIME_API", deployment.runtimeApi());
        all.put("AWS_LAMBDA_FUNCTION_NAME", "function");
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(deployment.memoryMegabytes()));
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/function");
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef");
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", deployment.initialization().value());
        all.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        all.put("AWS_REGION", "eu-central-1");
        all.put("AWS_DEFAULT_REGION", "eu-central-1");
        if (deployment.initialization() != InitializationType.SNAP_START) {
            // A restored function gets its credentials from an endpoint, which the test has to name.
            all.put("AWS_ACCESS_KEY_ID", "local");
            all.put("AWS_SECRET_ACCESS_KEY", "local");
            all.put("AWS_SESSION_TOKEN", "local");
        }
        deployment.maxConcurrency().ifPresent(calls -> all.put("AWS_LAMBDA_MAX_CONCURRENCY", Integer.toString(calls)));
        all.putAll(deployment.variables());
        return all;
    }
}
