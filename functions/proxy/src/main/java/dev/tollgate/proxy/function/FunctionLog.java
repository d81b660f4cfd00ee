package dev.tollgate.proxy.function;

import java.util.Map;

/**
 * How the function logs: JSON lines on the standard output, by Log4j with Powertools' fields. {@code System.Logger} and SLF4J
 * end there as well.
 */
public final class FunctionLog {
    /** The file has a place of its own: at its usual one, Log4j would find it wherever this code is on the class path. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "log4j2.configurationFile", "classpath:dev/tollgate/proxy/function/log4j2.xml",
            // One log for the process, found without a look at who asks.
            "log4j2.contextSelector", "org.apache.logging.log4j.core.selector.BasicContextSelector",
            "log4j2.disableJmx", "true",
            "log4j2.isWebapp", "false",
            "log4j2.shutdownHookEnabled", "false");

    private FunctionLog() {}

    /**
     * Sets the log up. To be called before anything has a logger: first of all, in the static part of the class that Lambda
     * loads. What is set on the command line stays.
     */
    public static void configure() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
