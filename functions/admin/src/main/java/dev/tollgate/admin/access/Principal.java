package dev.tollgate.admin.access;

/**
 * What a role can be given to. Immutable.
 *
 * <p>IAM's roles and users are known by account and name, without their path: the ARN of a role's session does not show it, and
 * a name is unique in its account.
 */
public sealed interface Principal {
    /** A role of IAM, in whatever session. */
    record IamRole(String account, String name) implements Principal {}

    /** A user of IAM. */
    record IamUser(String account, String name) implements Principal {}

    /** A group of the Cognito user pool. */
    record Group(String name) implements Principal {}

    /** Whoever has the token that a local gateway prints at its start. No setting names it. */
    record TokenHolder() implements Principal {}
}
