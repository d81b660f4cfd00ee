package dev.tollgate.runtime;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the Runtime API answered.
 *
 * @param headers by their names in lower case
 */
record Answer(int status, Map<String, String> headers, byte[] body) {
    /** @param name in lower case */
    @Nullable
    String header(String name) {
        return headers.get(name);
    }
}
