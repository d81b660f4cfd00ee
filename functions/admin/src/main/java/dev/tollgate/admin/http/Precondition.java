package dev.tollgate.admin.http;

import java.util.List;
import java.util.Optional;

/** What a request says must be so, or nothing is done. */
public sealed interface Precondition {
    /** Nothing. */
    record None() implements Precondition {}

    /** There must be none yet: {@code If-None-Match: *}. */
    record Absent() implements Precondition {}

    /** It must still be what was read: {@code If-Match}. */
    record Unchanged(String tags) implements Precondition {}

    /**
     * What a request says.
     *
     * @throws Refused if it cannot be understood
     */
    static Precondition of(Request request) {
        var match = request.header("if-match");
        var noneMatch = request.header("if-none-match");
        if (match.isPresent() && noneMatch.isPresent()) {
            throw wrong("if-none-match", "cannot be given with if-match: one asks for an object, one for none");
        }
        if (noneMatch.isPresent() && !noneMatch.get().strip().equals("*")) {
            throw wrong("if-none-match", "must be * where something is written: it asks that there is none yet");
        }
        return noneMatch.isPresent()
                ? new Absent()
                : match.<Precondition>map(Unchanged::new).orElseGet(None::new);
    }

    /**
     * Whether this holds of what there is.
     *
     * @param found the tag of the object, empty where there is none
     * @throws Refused if it does not
     */
    default void require(Optional<EntityTag> found) {
        switch (this) {
            case None _ -> {}
            case Absent _ -> {
                if (found.isPresent()) {
                    throw failed();
                }
            }
            case Unchanged(var tags) -> {
                if (found.isEmpty() || !found.get().isStronglyNamedBy(tags)) {
                    throw failed();
                }
            }
        }
    }

    /** It does not hold, or held no more when it counted. */
    default Refused failed() {
        return this instanceof Absent
                ? new Refused(
                        Status.PRECONDITION_FAILED, "there is one already: read it, and send its etag as If-Match")
                : new Refused(
                        Status.PRECONDITION_FAILED,
                        "it is not any more what you have read: read it again, and repeat the change with its etag");
    }

    private static Refused wrong(String header, String detail) {
        return new Refused(
                Status.BAD_REQUEST,
                "the request is not understood: see errors",
                List.of(Problem.Part.ofHeader(header, detail)));
    }
}
