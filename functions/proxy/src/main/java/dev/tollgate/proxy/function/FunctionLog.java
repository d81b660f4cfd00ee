package dev.tollgate.proxy.function;

import java.util.Map;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * How the function logs: JSON lines on the standard output, by Log4j with Powertools' fields. {@code System.Logger} and SLF4J
 * end there as well.
 */
public final class FunctionLog {
    private static final Map<String, String> PROPERTIES = Map.of(
            // One log for the process, found without a look at who asks.
            "log4j2.contextSelector", "org.apache.logging.log4j.core.selector.BasicContextSelector",
            "log4j2.disableJmx", "true",
            "log4j2.isWebapp", "false",
            "log4j2.shutdownHookEnabled", "false");

    private FunctionLog() {}

    /**
     * Sets the log up, at the level that the environment says. To be called before anything has a logger: first of all, in the static part of
     * the class that Lambda loads. Properties that are set on the command line stay.
     */
    public static void configure(Map<String, String> environment) {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
        var configuration = new LogConfiguration(environment);
        var log = Configurator.initialize(FunctionLog.class.getClassLoader(), configuration);
        // Where there were loggers before, as in tests, they had another one.
        if (!log.getConfiguration().equals(configuration)) {
            log.reconfigure(configuration);
        }
    }
}
