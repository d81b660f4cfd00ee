package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A failure as the stock runtime tells it.
 *
 * @param category for the header {@value TYPE}
 * @param type of the exception
 */
record ErrorReport(String category, String message, String type, StackTraceElement[] trace) {
    static final String TYPE = "Lambda-Runtime-Function-Error-Type";
    static final String BODY = "Lambda-Runtime-Function-Error-Body";

    /** A report must fit into a trailer. */
    private static final int LONGEST_MESSAGE = 16 << 10;

    private static final int DEEPEST_TRACE = 256;

    static ErrorReport ofHandler(Throwable failure) {
        return of("Runtime.UserException", failure);
    }

    static ErrorReport of(String category, Throwable failure) {
        return new ErrorReport(category, message(failure), failure.getClass().getName(), failure.getStackTrace());
    }

    static ErrorReport of(UnusableHandlerException unusable) {
        var cause = unusable.getCause() == null ? unusable : unusable.getCause();
        return new ErrorReport(
                "Runtime.BadFunctionCode", message(unusable), cause.getClass().getName(), cause.getStackTrace());
    }

    static ErrorReport tooLarge(int length) {
        var type = "Function.ResponseSizeTooLarge";
        var message = "The response of " + length + " bytes is more than Lambda takes whole.";
        return new ErrorReport(type, message, type, new StackTraceElement[0]);
    }

    byte[] json() {
        var json = new StringBuilder(1024).append("{\"errorMessage\":");
        Json.text(message.substring(0, Math.min(LONGEST_MESSAGE, message.length())), json);
        json.append(",\"errorType\":");
        Json.text(type, json);
        json.append(",\"stackTrace\":[");
        for (var i = 0; i < trace.length && i < DEEPEST_TRACE && !isOurs(trace[i]); i++) {
            json.append(i == 0 ? "" : ",");
            Json.text(trace[i].toString(), json);
        }
        return json.append("]}").toString().getBytes(UTF_8);
    }

    /** From here on outwards it is the same for every failure. */
    private static boolean isOurs(StackTraceElement element) {
        return element.getClassName().equals(Loop.class.getName());
    }

    private static String message(Throwable failure) {
        var message = failure.getLocalizedMessage();
        return message == null ? failure.getClass().getName() : message;
    }

    static String trace(Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
