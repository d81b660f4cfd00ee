package dev.tollgate.cli.smoke;

/** A step did not come out as it must. Its message says what came, and what to do. */
public final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(String whatCame, String whatToDo) {
        super("%s: %s".formatted(whatCame, whatToDo));
    }

    Failed(Throwable cause, String whatToDo) {
        super("%s: %s".formatted(cause.getMessage(), whatToDo), cause);
    }
}
