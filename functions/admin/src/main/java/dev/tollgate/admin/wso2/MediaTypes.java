package dev.tollgate.admin.wso2;

import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** JSON is all that is understood and answered. */
final class MediaTypes {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern NONE = Pattern.compile(";\\s*q=0(\\.0*)?\\s*(;|$)");
    private static final Pattern JSON = Pattern.compile("(application/json|application/\\*|\\*/\\*)\\s*(;.*)?");
    private static final Pattern BODY =
            Pattern.compile("application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

    private MediaTypes() {}

    /** Refuses a request whose answer would not be accepted. */
    static Optional<Reply> refusal(Request request) {
        var isAccepted = request.header("accept").map(MediaTypes::acceptsJson).orElse(true);
        return isAccepted
                ? Optional.empty()
                : Optional.of(ErrorForm.reply(406, "Not Acceptable", "there is application/json and nothing else"));
    }

    /** Refuses a request whose body is something else, too; where nothing is said of it, it is tried. */
    static Optional<Reply> refusalWithBody(Request request) {
        var isJson = request.header("content-type")
                .map(type -> BODY.matcher(type.strip()).matches())
                .orElse(true);
        return refusal(request)
                .or(() -> isJson
                        ? Optional.empty()
                        : Optional.of(
                                ErrorForm.reply(415, "Unsupported Media Type", "send application/json, in UTF-8")));
    }

    private static boolean acceptsJson(String header) {
        return header.isBlank()
                || COMMA.splitAsStream(header.toLowerCase(Locale.ROOT))
                        .map(String::strip)
                        .anyMatch(range -> JSON.matcher(range).matches()
                                && !NONE.matcher(range).find());
    }
}
