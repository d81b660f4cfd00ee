package dev.tollgate.cli.smoke;

import dev.tollgate.cli.api.AdminProblem;
import dev.tollgate.cli.api.NoCredentialsException;
import dev.tollgate.cli.api.UnreachableException;
import dev.tollgate.cli.output.Plain;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Prints a line for each step as it ends.
 *
 * @param out takes text, line breaks in it
 * @param quiet whether only failures are printed
 */
public record Report(Consumer<String> out, boolean quiet) {
    /** Whether a step passes, which says what came of it. */
    public boolean passes(String name, Supplier<String> step) {
        try {
            step(name, step, Function.identity());
            return true;
        } catch (Failed e) {
            return false;
        }
    }

    /**
     * Gives what a step gives.
     *
     * @param told what is printed of it
     * @throws Failed if it fails, already printed
     */
    public <T> T step(String name, Supplier<T> step, Function<T, String> told) {
        try {
            var result = explained(step);
            if (!quiet) {
                print("ok", name, told.apply(result));
            }
            return result;
        } catch (Failed e) {
            print("FAIL", name, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private static <T> T explained(Supplier<T> step) {
        try {
            return step.get();
        } catch (AdminProblem e) {
            throw new Failed(e, advice(e.status()));
        } catch (UnreachableException e) {
            throw new Failed(e, "start the local gateway by ./mvnw -Prun, or look at --url");
        } catch (NoCredentialsException e) {
            throw new Failed(e, "or use a --token-file");
        }
    }

    private static String advice(int status) {
        return switch (status) {
            case 401 -> "set TOLLGATE_ADMIN_TOKEN or --token-file; for AWS, see --sign";
            case 403 -> "who asks needs the role admin, in TOLLGATE_ADMIN_ROLES of the admin function";
            case 404 -> "look at ./tollgate backends list, and at --url";
            default -> "look into the log of the admin function";
        };
    }

    private void print(String verdict, String name, String text) {
        out.accept("%-4s %-15s %s%n".formatted(verdict, name, Plain.line(text.replace("\n", " "))));
    }
}
