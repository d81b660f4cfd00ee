package dev.tollgate.testkit.lambda;

/**
 * An error that the runtime reported before any response had begun.
 *
 * @param type the header {@code Lambda-Runtime-Function-Error-Type}, such as {@code Runtime.BadHandler}; empty if missing
 * @param body JSON with errorMessage, errorType and stackTrace
 */
public record ErrorReport(String type, String body) {}
