package dev.tollgate.admin;

import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import java.util.Map;

/** Answers the requests of a route. Thread safe. */
@FunctionalInterface
interface Endpoint {
    /**
     * The answer to a request that may be made.
     *
     * @param path what the template's variables stand for
     * @throws dev.tollgate.core.store.StoreException if the store did not answer
     */
    Reply answer(Request request, Map<String, String> path);
}
