package dev.tollgate.core.configuration;

import dev.tollgate.core.usage.PromptEstimation;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How calls of a backend are handled, apart from its limits. Immutable.
 *
 * @param errorFormat how the gateway's own errors are written
 * @param requestCountedRoutes further routes that may be called and are counted by requests alone, whatever they cost: a
 *     method and a path, such as {@code POST /v1/images/generations} or {@code GET /v1/files/{id}}
 * @param retries how often a call is sent again that the provider failed at before any output, from 0 to 3; counted once
 * @param promptEstimation how prompts are estimated
 */
public record CallHandling(
        ErrorFormat errorFormat, Set<String> requestCountedRoutes, int retries, PromptEstimation promptEstimation) {
    /** The provider's own form, only what is metered, no retries, safe estimates. */
    public static final CallHandling DEFAULT =
            new CallHandling(ErrorFormat.DIALECT, Set.of(), 0, PromptEstimation.STRICT);

    private static final Pattern ROUTE =
            Pattern.compile("(GET|POST|PUT|PATCH|DELETE) (/([A-Za-z0-9._~:@-]+|\\{[a-z]+}))+");
    private static final int MOST_RETRIES = 3;

    /** @throws IllegalArgumentException if a route is none, or the retries are out of range */
    public CallHandling {
        requestCountedRoutes = Set.copyOf(requestCountedRoutes);
        for (var route : requestCountedRoutes) {
            if (!isRoute(route)) {
                throw new IllegalArgumentException(
                        "a route is a method and a path, such as 'POST /v1/images/generations': " + route);
            }
        }
        if (retries < 0 || retries > MOST_RETRIES) {
            throw new IllegalArgumentException("retries are from 0 to %d: %d".formatted(MOST_RETRIES, retries));
        }
    }

    /** Whether this is a method and a path as they may be called. */
    public static boolean isRoute(String text) {
        return ROUTE.matcher(text).matches();
    }

    /** The same with another form of errors. */
    public CallHandling with(ErrorFormat format) {
        return new CallHandling(format, requestCountedRoutes, retries, promptEstimation);
    }

    /** The same with other estimates. */
    public CallHandling with(PromptEstimation estimation) {
        return new CallHandling(errorFormat, requestCountedRoutes, retries, estimation);
    }

    /** The same with so many retries. */
    public CallHandling withRetries(int times) {
        return new CallHandling(errorFormat, requestCountedRoutes, times, promptEstimation);
    }

    /** The same with these further routes. */
    public CallHandling withRequestCounted(Set<String> routes) {
        return new CallHandling(errorFormat, routes, retries, promptEstimation);
    }
}
