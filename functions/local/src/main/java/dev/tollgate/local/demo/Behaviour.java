package dev.tollgate.local.demo;

import java.util.List;
import java.util.regex.Pattern;

/** How a model answers, which its name decides. {@link DemoModel} has the table. */
sealed interface Behaviour {
    /** The names that {@code GET /v1/models} lists. */
    List<String> MODELS = List.of(
            "demo",
            "demo-slow",
            "demo-no-usage",
            "demo-stall",
            "demo-cut",
            "demo-error-400",
            "demo-error-429",
            "demo-error-500");

    /** The names that ask for an error, with its status as the group. */
    Pattern ERROR = Pattern.compile("demo-error-([45][0-9]{2})");

    /** An answer from beginning to end; {@code delays} is how many chunk delays lie between two chunks. */
    record Answer(boolean usageReported, int delays) implements Behaviour {}

    /** The beginning of an answer, then silence. */
    record Stall() implements Behaviour {}

    /** The beginning of an answer, then the end of the connection. */
    record Cut() implements Behaviour {}

    /** An error with this status. */
    record Fail(int status) implements Behaviour {}

    static Behaviour of(String model) {
        return switch (model) {
            case "demo-slow" -> new Answer(true, 10);
            case "demo-no-usage" -> new Answer(false, 1);
            case "demo-stall" -> new Stall();
            case "demo-cut" -> new Cut();
            default -> {
                var error = ERROR.matcher(model);
                yield error.matches() ? new Fail(Integer.parseInt(error.group(1))) : new Answer(true, 1);
            }
        };
    }
}
