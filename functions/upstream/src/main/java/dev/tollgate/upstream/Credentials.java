package dev.tollgate.upstream;

import java.util.Optional;

/** Where the credentials for providers are kept. Implementations are thread safe. */
@FunctionalInterface
public interface Credentials {
    /** The name of the role that the function runs under, which needs no secret. */
    String AWS_ROLE = "aws-role";

    /** The credential of this name, empty where there is none. */
    Optional<Credential> find(String name);
}
