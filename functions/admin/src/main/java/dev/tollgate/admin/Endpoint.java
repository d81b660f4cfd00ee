package dev.tollgate.admin;

import dev.tollgate.admin.http.Reply;

/** Answers the requests of a route. Thread safe. */
@FunctionalInterface
interface Endpoint {
    /**
     * The answer to a request that may be made.
     *
     * @throws dev.tollgate.admin.http.Refused if whoever made it must make another one
     * @throws dev.tollgate.core.store.StoreException if the store did not answer
     */
    Reply answer(Asked asked);
}
