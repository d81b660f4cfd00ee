package dev.tollgate.admin.access;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Optional;

/** Trusts what API Gateway has verified: a signature with IAM's credentials, or a token of Cognito's. Thread safe. */
public final class GatewayIdentity implements IdentitySource {
    @Override
    public Optional<Identity> identify(Caller caller) {
        if (!caller.userArn().isEmpty()) {
            var principals = PrincipalReader.ofCaller(caller.userArn()).stream().collect(toUnmodifiableSet());
            return Optional.of(new Identity(caller.userArn(), principals));
        }
        if (!caller.subject().isEmpty()) {
            var principals = caller.groups().stream()
                    .<Principal>map(Principal.Group::new)
                    .collect(toUnmodifiableSet());
            return Optional.of(new Identity("cognito:" + caller.subject(), principals));
        }
        return Optional.empty();
    }
}
