package dev.tollgate.upstream;

/**
 * What a model is called.
 *
 * @param called by the caller; empty where a call has no model
 * @param sent by the provider: what goes to it, what is limited and what has a price
 */
public record ModelName(String called, String sent) {
    /** Of a call without a model. */
    public static final ModelName NONE = new ModelName("", "");

    /** Whether the name must be replaced on the way. */
    public boolean isAlias() {
        return !called.equals(sent);
    }
}
