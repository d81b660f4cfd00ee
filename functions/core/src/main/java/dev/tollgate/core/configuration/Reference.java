package dev.tollgate.core.configuration;

/**
 * Names an object of the configuration. Immutable.
 *
 * @param kind its kind
 * @param id its id
 */
public record Reference(Class<? extends ConfigurationObject> kind, String id) {
    /** The object's own name. */
    public static Reference to(ConfigurationObject object) {
        return new Reference(object.getClass(), object.id());
    }

    /** For example {@code Policy AIGold}. */
    @Override
    public String toString() {
        return kind.getSimpleName() + " " + id;
    }
}
