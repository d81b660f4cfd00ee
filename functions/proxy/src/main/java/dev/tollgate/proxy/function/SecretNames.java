package dev.tollgate.proxy.function;

/**
 * What a stage's secrets are called in Secrets Manager.
 *
 * @param prefix how they begin, such as {@code tollgate/sandbox/}
 */
public record SecretNames(String prefix) {
    /** The stage's pepper: 64 random hex characters. */
    public String pepper() {
        return prefix + "pepper";
    }

    /** A provider's credential by the name that backends have for it: the provider's key, as plain text. */
    public String credential(String name) {
        return prefix + "credentials/" + name;
    }
}
