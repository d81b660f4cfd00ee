package dev.tollgate.admin.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.admin.http.Parameters;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.usage.Estimate;
import java.util.Optional;

/**
 * The call that a request asks about. Immutable.
 *
 * @param subscription whose it is
 * @param backend which provider it goes to
 * @param model by the name that the caller uses, empty where there is none
 * @param route a method and a path, empty where it makes no difference
 * @param promptTokens as the gateway would estimate them
 * @param completionTokens the maximum that the call names; below 0 where it names none
 * @param leastCompletionTokens what this can be lowered to
 */
record AskedCall(
        String subscription,
        String backend,
        String model,
        String route,
        int promptTokens,
        int completionTokens,
        int leastCompletionTokens) {
    private static final int MOST_TOKENS = 100_000_000;
    private static final int LONGEST = 200;

    /** Reads it; the parameters know what is wrong with it. */
    static AskedCall read(Parameters parameters) {
        var subscription = parameters.required("subscription", AskedCall::id, "an id");
        var backend = parameters.required("backend", AskedCall::id, "an id");
        return new AskedCall(
                subscription.orElse(""),
                backend.orElse(""),
                model(parameters),
                route(parameters),
                parameters.number("promptTokens", 0, MOST_TOKENS, 0),
                parameters.number("completionTokens", 0, MOST_TOKENS, -1),
                parameters.number("leastCompletionTokens", 0, MOST_TOKENS, 1));
    }

    /** A model by the name that callers use, empty where it is not given. */
    static String model(Parameters parameters) {
        return parameters
                .parsed("model", AskedCall::text, "the name of a model")
                .orElse("");
    }

    /** A route, empty where it is not given. */
    static String route(Parameters parameters) {
        return parameters
                .parsed(
                        "route",
                        text -> text(text).filter(route -> route.matches("(GET|POST|PUT|PATCH|DELETE) /[!-~]*")),
                        "a method and a path, such as POST /v1/chat/completions")
                .orElse("");
    }

    /** Notes where a route must be given, because each has a limit of its own. */
    void check(Parameters parameters, Backend asked) {
        if (route.isEmpty() && asked.limits() instanceof BackendLimits.PerResource) {
            parameters.wrong("route", "must be given: this backend's limits are of routes and models");
        }
    }

    /** What the call may use; as much as the plan has for calls that name no maximum. */
    Estimate estimate(Policy policy) {
        var most = completionTokens < 0 ? policy.defaultCompletionTokens() : completionTokens;
        return new Estimate(promptTokens, most, Math.min(most, leastCompletionTokens));
    }

    private static Optional<String> id(String text) {
        return Optional.of(text).filter(ConfigurationObject::isId);
    }

    /** A name of up to 200 characters that are shown, and are Unicode: not half of a surrogate pair. */
    static Optional<String> text(String text) {
        return Optional.of(text)
                .filter(each -> !each.isEmpty() && each.length() <= LONGEST)
                .filter(each -> UTF_8.newEncoder().canEncode(each))
                .filter(each -> each.chars().noneMatch(Character::isISOControl));
    }
}
