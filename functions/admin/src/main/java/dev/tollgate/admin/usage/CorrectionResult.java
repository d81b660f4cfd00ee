package dev.tollgate.admin.usage;

import dev.tollgate.admin.http.Problem;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import dev.tollgate.admin.http.Status;
import java.util.List;

/** What became of a correction. */
public sealed interface CorrectionResult {
    /** It is done: now, or since it was first sent. */
    record Done(CorrectedForm form) implements CorrectionResult {}

    /** There is no such subscription or backend for who asks. */
    record NotFound(String detail) implements CorrectionResult {}

    /** Nothing was done: parts of the body are wrong. */
    record Wrong(List<Problem.Part> faults) implements CorrectionResult {
        /** Copies the list. */
        public Wrong {
            faults = List.copyOf(faults);
        }
    }

    /** Nothing was done: it was meant for another window, or the window has had as many as it may. */
    record Conflict(String detail) implements CorrectionResult {}

    /** The reply to who asked for it. */
    default Reply reply(Request request) {
        return switch (this) {
            case Done(var form) -> Reply.json(form);
            case NotFound(var detail) -> Reply.problem(Problem.of(Status.NOT_FOUND, detail, request));
            case Wrong(var faults) ->
                Reply.problem(Problem.of(Status.BAD_REQUEST, "the correction is not understood: see errors", request)
                        .with(faults));
            case Conflict(var detail) -> Reply.problem(Problem.of(Status.CONFLICT, detail, request));
        };
    }
}
