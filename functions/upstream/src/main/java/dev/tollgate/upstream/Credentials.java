package dev.tollgate.upstream;

import java.util.Optional;

/** Where the credentials for providers are kept. Implementations are thread safe. */
@FunctionalInterface
public interface Credentials {
    /** The name of the role that the function runs under, which needs no secret. */
    String AWS_ROLE = "aws-role";

    /**
     * The credential of this name, empty where there is none.
     *
     * @throws MissingCredentialException if it cannot be had, with more to tell the operator than that
     */
    Optional<Credential> find(String name);

    /**
     * Another credential of this name, after a provider did not accept one. Blocks for no more than 3 s.
     *
     * @param refused what the provider did not accept
     * @return empty where there is no other, where it cannot be had, and where this was asked a moment ago: then to call
     *     again is pointless
     */
    default Optional<Credential> renewed(String name, Credential refused) {
        return Optional.empty();
    }
}
