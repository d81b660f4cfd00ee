package dev.tollgate.admin;

import dev.tollgate.admin.access.Identity;
import dev.tollgate.admin.access.Scope;
import dev.tollgate.admin.http.Request;
import java.util.Map;

/**
 * A request that may be made. Immutable.
 *
 * @param path what the template's variables stand for
 * @param by who makes it
 * @param scope what they may see
 */
record Asked(Request request, Map<String, String> path, Identity by, Scope scope) {
    /** What a variable of the path stands for. */
    String path(String variable) {
        return path.getOrDefault(variable, "");
    }
}
