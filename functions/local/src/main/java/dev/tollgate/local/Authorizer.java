package dev.tollgate.local;

import dev.tollgate.admin.access.Caller;
import dev.tollgate.admin.access.TokenIdentity;
import dev.tollgate.core.Redacted;
import java.util.List;

/** Stands in for API Gateway's authorizer: says whom it has verified. Thread safe. */
@FunctionalInterface
interface Authorizer {
    /** A role of no account, in whose name the holder of the token asks. */
    String ROLE = "arn:aws:iam::000000000000:role/TollgateLocal";

    /** Verifies nobody: the function looks at the token itself. */
    Authorizer NONE = _ -> "";

    /**
     * The ARN of who sends a request, empty where that is not known.
     *
     * @param authorization the header of this name, empty where there is none
     */
    String userArn(String authorization);

    /** Takes whoever has the token for a session of {@link #ROLE}, as if a signature of IAM had been verified. */
    static Authorizer of(Redacted token) {
        var identities = new TokenIdentity(token);
        return authorization -> {
            var presented = new Redacted(authorization.strip().replaceFirst("(?i)^bearer +", ""));
            return identities.identify(new Caller("", "", List.of(), presented)).isPresent()
                    ? "arn:aws:sts::000000000000:assumed-role/TollgateLocal/token"
                    : "";
        };
    }
}
