package dev.tollgate.upstream;

import dev.tollgate.core.Redacted;

/** What the gateway proves itself with towards a provider. */
public sealed interface Credential {
    /** A key, sent where the dialect has its key. */
    record Secret(Redacted text) implements Credential {}

    /** The role that the function runs under: requests are signed with it. Only AWS knows this. */
    record AwsRole() implements Credential {}
}
