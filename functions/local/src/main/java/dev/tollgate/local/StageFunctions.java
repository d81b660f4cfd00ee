package dev.tollgate.local;

import dev.tollgate.local.function.LocalFunction;
import dev.tollgate.proxy.ReplyMode;
import java.util.Optional;

/**
 * What a stage's paths lead to.
 *
 * @param proxy serves {@code /<stage>/<backend>/...}
 * @param mode the form in which it replies; the admin function always replies whole
 * @param admin serves {@code /<stage>/admin/...}, if the stage has it
 */
record StageFunctions(LocalFunction proxy, ReplyMode mode, Optional<Admin> admin) {
    /**
     * The admin function and who lets callers in to it.
     *
     * @param authorizer says who they are
     */
    record Admin(LocalFunction function, Authorizer authorizer) {}

    /** Without an admin function. */
    static StageFunctions of(LocalFunction proxy, ReplyMode mode) {
        return new StageFunctions(proxy, mode, Optional.empty());
    }
}
