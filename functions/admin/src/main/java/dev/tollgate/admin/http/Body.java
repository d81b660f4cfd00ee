package dev.tollgate.admin.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * What a request carries. Immutable. It may be a credential, and is never printed.
 *
 * @param text as API Gateway brought it; empty where there is nothing
 * @param isBase64 whether it is written in Base64, as API Gateway does for types that it takes for binary
 */
public record Body(String text, boolean isBase64) {
    private static final int MOST_BYTES = 300 * 1024;

    /** What objects are sent as. */
    public static final List<String> JSON = List.of("application/json");

    /** What changes of objects are sent as: RFC 7396. */
    public static final List<String> PATCH = List.of("application/merge-patch+json", "application/json");

    /**
     * The document in JSON that it is.
     *
     * @param contentType what the request says it is; empty where it says nothing
     * @param accepted what it may be
     * @throws Refused if it is none
     */
    public JsonNode document(String contentType, List<String> accepted) {
        if (text.isEmpty()) {
            throw new Refused(Status.BAD_REQUEST, "the body is empty: send a document in JSON");
        }
        if (text.length() > MOST_BYTES * 2) {
            throw tooLarge();
        }
        var end = contentType.indexOf(';');
        var type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        if (!accepted.contains(type)) {
            throw new Refused(
                    Status.UNSUPPORTED_MEDIA_TYPE, "content-type must be one of " + String.join(", ", accepted));
        }
        return Json.read(decoded())
                .orElseThrow(() ->
                        new Refused(Status.BAD_REQUEST, "the body is no document in JSON, or it has a field twice"));
    }

    /**
     * As it was sent.
     *
     * @throws Refused if it is too large, or no text
     */
    public String decoded() {
        var bytes = isBase64 ? base64() : text.getBytes(UTF_8);
        if (bytes.length > MOST_BYTES) {
            throw tooLarge();
        }
        try {
            return isBase64 ? UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString() : text;
        } catch (CharacterCodingException _) {
            throw new Refused(Status.BAD_REQUEST, "the body is not in UTF-8");
        }
    }

    private byte[] base64() {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new Refused(Status.BAD_REQUEST, "the body is not in Base64, as the event has it");
        }
    }

    private static Refused tooLarge() {
        return new Refused(Status.CONTENT_TOO_LARGE, "a body has at most %d bytes".formatted(MOST_BYTES));
    }

    /** Its length alone. */
    @Override
    public String toString() {
        return "[%d characters]".formatted(text.length());
    }
}
