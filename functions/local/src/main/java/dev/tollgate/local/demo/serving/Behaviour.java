package dev.tollgate.local.demo.serving;

import java.util.List;
import java.util.regex.Pattern;

/** How a model answers, which its name decides. The demo model's own page has the table. */
public sealed interface Behaviour {
    /** The names that the lists of models have. */
    List<String> MODELS = List.of(
            "demo",
            "demo-slow",
            "demo-cached",
            "demo-thinking",
            "demo-no-usage",
            "demo-stall",
            "demo-cut",
            "demo-error-400",
            "demo-error-429",
            "demo-error-500");

    /** The names that ask for an error, with its status as the group. */
    Pattern ERROR = Pattern.compile("demo-error-([45][0-9]{2})");

    /** An answer from beginning to end; {@code delays} is how many chunk delays lie between two chunks. */
    record Answers(Manner manner, int delays) implements Behaviour {}

    /** The beginning of an answer, then silence. */
    record Stalls() implements Behaviour {}

    /** The beginning of an answer, then the end of the connection. */
    record Breaks() implements Behaviour {}

    /** An error with this status. */
    record Fails(int status) implements Behaviour {}

    /** What is peculiar about an answer. */
    enum Manner {
        /** Nothing. */
        PLAIN,
        /** Half of the prompt comes from a cache. */
        CACHED,
        /** It thinks before it speaks. */
        THINKING,
        /** It does not tell its usage. */
        SILENT
    }

    /** The behaviour of the model of this name. */
    static Behaviour of(String model) {
        return switch (model) {
            case "demo-slow" -> new Answers(Manner.PLAIN, 10);
            case "demo-cached" -> new Answers(Manner.CACHED, 1);
            case "demo-thinking" -> new Answers(Manner.THINKING, 1);
            case "demo-no-usage" -> new Answers(Manner.SILENT, 1);
            case "demo-stall" -> new Stalls();
            case "demo-cut" -> new Breaks();
            default -> {
                var error = ERROR.matcher(model);
                yield error.matches() ? new Fails(Integer.parseInt(error.group(1))) : new Answers(Manner.PLAIN, 1);
            }
        };
    }
}
