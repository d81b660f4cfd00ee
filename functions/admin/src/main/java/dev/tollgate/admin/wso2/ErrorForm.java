package dev.tollgate.admin.wso2;

import dev.tollgate.admin.http.Problem;
import dev.tollgate.admin.http.Refused;
import dev.tollgate.admin.http.Reply;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the admin API of WSO2's API Manager says of a failure.
 *
 * @param code the HTTP status, as it has there where no other number is meant
 * @param moreInfo always empty, as it mostly is there
 * @param error each part of the request that is wrong
 */
public record ErrorForm(long code, String message, String description, String moreInfo, List<Part> error) {
    /**
     * A part that is wrong.
     *
     * @param code the HTTP status again
     * @param message which part it is, and what it must be
     */
    public record Part(String code, String message) {}

    /** A refusal in this form. */
    public static Reply of(Refused refusal) {
        var status = refusal.status();
        return refusal.errors().isEmpty()
                ? reply(status.code(), status.title(), String.valueOf(refusal.getMessage()))
                : badRequest(refusal.errors());
    }

    /** Something is wrong with the request as a whole. */
    static Reply reply(int status, String message, String description) {
        return reply(new ErrorForm(status, message, description, "", List.of()));
    }

    /** These parts of the request are wrong. */
    static Reply badRequest(List<Problem.Part> faults) {
        var parts =
                faults.stream().map(fault -> new Part("400", message(fault))).toList();
        var more = parts.size() > 1 ? " (and %d more: see error)".formatted(parts.size() - 1) : "";
        return reply(new ErrorForm(400, "Bad Request", parts.getFirst().message() + more, "", parts));
    }

    private static String message(Problem.Part fault) {
        return Stream.of(fault.pointer(), fault.parameter(), fault.header())
                .filter(Objects::nonNull)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(name -> name + " " + fault.detail())
                .orElseGet(() -> "the policy " + fault.detail());
    }

    private static Reply reply(ErrorForm error) {
        var json = Reply.json(error);
        return new Reply(Math.toIntExact(error.code()), json.headers(), json.body());
    }
}
