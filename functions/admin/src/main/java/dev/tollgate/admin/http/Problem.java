package dev.tollgate.admin.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Problem details.
 *
 * @param type {@code about:blank}: the status says which sort of problem it is
 * @param title what the status is called
 * @param status the HTTP status
 * @param detail what is wrong with this request, and what to do
 * @param instance the request's id as a URN, absent where it is no UUID
 * @param errors each part of the request that is wrong, absent where it is none in particular
 * @param users what names the object that was to be deleted, absent where that is not the matter
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        List<Part> errors,
        @Nullable Users users) {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** Copies the list. */
    public Problem {
        errors = List.copyOf(errors);
    }

    /**
     * A part of a request that is wrong. One of the first three says which.
     *
     * @param parameter the name of a query parameter
     * @param header the name of a header
     * @param pointer where in the body it is, as a JSON pointer
     * @param detail what it must be
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(
            @Nullable String parameter,
            @Nullable String header,
            @Nullable String pointer,
            String detail) {
        /** A query parameter. */
        public static Part ofParameter(String name, String detail) {
            return new Part(name, null, null, detail);
        }

        /** A header. */
        public static Part ofHeader(String name, String detail) {
            return new Part(null, name, null, detail);
        }

        /** A value in the body. */
        public static Part at(String pointer, String detail) {
            return new Part(null, null, pointer, detail);
        }
    }

    /**
     * What names an object.
     *
     * @param items the first of them
     * @param hasMore whether there are others
     */
    public record Users(List<User> items, boolean hasMore) {
        /** Copies the list. */
        public Users {
            items = List.copyOf(items);
        }
    }

    /**
     * An object that names another.
     *
     * @param kind such as {@code Subscription}
     * @param id its id
     */
    public record User(String kind, String id) {}

    /** A problem with a request as a whole. */
    public static Problem of(Status status, String detail, Request request) {
        return new Problem("about:blank", status.title(), status.code(), detail, urn(request.id()), List.of(), null);
    }

    /** The same, of which these parts are wrong: all that there are. */
    public Problem with(List<Part> others) {
        return new Problem(type, title, status, detail, instance, others, users);
    }

    /** The same with what is in the way. */
    public Problem with(Optional<Users> others) {
        return new Problem(type, title, status, detail, instance, errors, others.orElse(null));
    }

    private static @Nullable String urn(String requestId) {
        return UUID.matcher(requestId).matches() ? "urn:uuid:" + requestId : null;
    }
}
