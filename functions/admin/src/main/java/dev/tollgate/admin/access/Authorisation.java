package dev.tollgate.admin.access;

/** The one place that decides who may do what. What it does not allow is forbidden. Thread safe. */
public final class Authorisation {
    private final IdentitySource identities;
    private final Roles roles;

    /** Knows people by this source, and their roles by those. */
    public Authorisation(IdentitySource identities, Roles roles) {
        this.identities = identities;
        this.roles = roles;
    }

    /** What becomes of a request. */
    public sealed interface Verdict {
        /** It is done, by this one, with what they may see. */
        record Permitted(Identity identity, Scope scope) implements Verdict {}

        /** It is not, because nobody knows who asks. */
        record Unidentified() implements Verdict {}

        /** It is not, because who asks has no role that includes the needed one. */
        record Forbidden(Identity identity, Role needed) implements Verdict {}
    }

    /** Whether who asks may do what this role may, so far. */
    public Verdict decide(Caller caller, Role needed, Reach reach) {
        var identity = identities.identify(caller);
        if (identity.isEmpty()) {
            return new Verdict.Unidentified();
        }
        return roles.permit(identity.get(), needed, reach)
                .<Verdict>map(scope -> new Verdict.Permitted(identity.get(), scope))
                .orElseGet(() -> new Verdict.Forbidden(identity.get(), needed));
    }
}
