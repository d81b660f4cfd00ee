package dev.tollgate.admin.http;

import dev.tollgate.admin.http.Problem.Part;
import dev.tollgate.admin.http.Problem.Users;
import java.util.List;
import java.util.Optional;

/** A request is not carried out, and whoever sent it can do something about that. Nothing has changed. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Status status;
    private final transient List<Part> errors;
    private final transient Optional<Users> users;

    /** @param detail what is wrong, and what to do */
    public Refused(Status status, String detail) {
        this(status, detail, List.of());
    }

    /** @param errors each part of the request that is wrong */
    public Refused(Status status, String detail, List<Part> errors) {
        this(status, detail, errors, Optional.empty());
    }

    /** @param users what is in the way */
    public Refused(Status status, String detail, Users users) {
        this(status, detail, List.of(), Optional.of(users));
    }

    private Refused(Status status, String detail, List<Part> errors, Optional<Users> users) {
        super(detail, null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
        this.users = users;
    }

    /** Unless there are none: all that is wrong with a request. */
    public static void ifAny(List<Part> errors) {
        if (!errors.isEmpty()) {
            throw new Refused(Status.BAD_REQUEST, "the request is not understood: see errors", errors);
        }
    }

    /** Which sort of refusal it is. */
    public Status status() {
        return status;
    }

    /** Each part of the request that is wrong; none where it is none in particular. */
    public List<Part> errors() {
        return errors;
    }

    /** Says so to whoever sent the request. */
    public Reply reply(Request request) {
        return Reply.problem(Problem.of(status, String.valueOf(getMessage()), request)
                .with(errors)
                .with(users));
    }
}
