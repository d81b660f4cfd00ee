package dev.tollgate.proxy.function;

import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.filter.DenyAllFilter;
import org.apache.logging.log4j.core.filter.ThresholdFilter;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;

/** What is logged, and where to. In code: a file would cost every start the JDK's XML and a look for all other formats. */
final class LogConfiguration extends AbstractConfiguration {
    private static final String LINE = "classpath:dev/tollgate/proxy/function/log-line.json";

    private final Level level;

    /** @param environment may set the level of our own loggers */
    LogConfiguration(Map<String, String> environment) {
        super(null, ConfigurationSource.NULL_SOURCE);
        var name = environment.getOrDefault(
                "POWERTOOLS_LOG_LEVEL", environment.getOrDefault("AWS_LAMBDA_LOG_LEVEL", "INFO"));
        this.level = Level.toLevel(name, Level.INFO);
    }

    @Override
    protected void doConfigure() {
        var output = output();
        output.start();
        addAppender(output);
        getRootLogger().setLevel(Level.WARN);
        getRootLogger().addAppender(output, null, null);
        addLogger("dev.tollgate", new LoggerConfig("dev.tollgate", level, true));
        // These would write keys and prompts. Filters, because Powertools can set the level of every logger, also of
        // one that is off.
        filter("org.apache.hc", Level.WARN, warnings());
        filter("org.apache.hc.client5.http.wire", Level.OFF, nothing());
        filter("org.apache.hc.client5.http.headers", Level.OFF, nothing());
        filter("software.amazon.awssdk", Level.WARN, warnings());
        filter("software.amazon.awssdk.request", Level.OFF, nothing());
    }

    private Appender output() {
        var line = JsonTemplateLayout.newBuilder()
                .setConfiguration(this)
                .setEventTemplateUri(LINE)
                .setLocationInfoEnabled(false)
                .build();
        return ConsoleAppender.newBuilder()
                .setName("stdout")
                .setTarget(ConsoleAppender.Target.SYSTEM_OUT)
                .setFollow(true)
                .setConfiguration(this)
                .setLayout(line)
                .build();
    }

    private void filter(String name, Level ofLogger, Filter filter) {
        var logger = new LoggerConfig(name, ofLogger, true);
        logger.addFilter(filter);
        addLogger(name, logger);
    }

    private static Filter warnings() {
        return ThresholdFilter.createFilter(Level.WARN, Filter.Result.NEUTRAL, Filter.Result.DENY);
    }

    private static Filter nothing() {
        return DenyAllFilter.newBuilder().build();
    }
}
