package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
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

    private static final int LARGEST = 64 << 10;
    /** Lambda loses the error if all trailers take more than 4,096 bytes, and Base64 makes three bytes four. */
    private static final int LARGEST_BRIEF = 2900;

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

    static ErrorReport tooLarge(long length) {
        var type = "Function.ResponseSizeTooLarge";
        var message = "The response of " + length + " bytes is more than Lambda takes whole.";
        return new ErrorReport(type, message, type, new StackTraceElement[0]);
    }

    byte[] json() {
        return json(LARGEST);
    }

    /** What of it fits into a trailer. */
    byte[] brief() {
        return json(LARGEST_BRIEF);
    }

    /** So many bytes at most: message and type get a third each, and frames what is left. */
    private byte[] json(int most) {
        var json = new ByteArrayOutputStream(1024);
        json.writeBytes("{\"errorMessage\":".getBytes(UTF_8));
        json.writeBytes(text(message, most / 3));
        json.writeBytes(",\"errorType\":".getBytes(UTF_8));
        json.writeBytes(text(type, most / 3));
        json.writeBytes(",\"stackTrace\":[".getBytes(UTF_8));
        var end = "]}".getBytes(UTF_8);
        for (var i = 0; i < trace.length && i < DEEPEST_TRACE && !isOurs(trace[i]); i++) {
            var frame = text(trace[i].toString(), most);
            if (json.size() + 1 + frame.length + end.length > most) {
                break;
            }
            if (i > 0) {
                json.write(',');
            }
            json.writeBytes(frame);
        }
        json.writeBytes(end);
        return json.toByteArray();
    }

    /** A text, or its beginning, in so many bytes. */
    private static byte[] text(String text, int most) {
        var json = new StringBuilder();
        Json.text(text.substring(0, Math.min(most, text.length())), json);
        var bytes = json.toString().getBytes(UTF_8);
        return bytes.length <= most ? bytes : text(text.substring(0, Math.min(most - 2, text.length() * 7 / 8)), most);
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
