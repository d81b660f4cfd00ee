package dev.tollgate.core.configuration;

/**
 * Which part of a list is wanted. Immutable.
 *
 * @param after the id behind which it begins, whether there is such an object or not; empty for the beginning
 * @param limit how many objects at most
 */
public record PageRequest(String after, int limit) {
    /** @throws IllegalArgumentException if nothing is wanted, or {@code after} is no id */
    public PageRequest {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has one object at least: " + limit);
        }
        if (!after.isEmpty()) {
            ConfigurationObject.requireId(after);
        }
    }

    /** The first so many. */
    public static PageRequest first(int limit) {
        return new PageRequest("", limit);
    }
}
