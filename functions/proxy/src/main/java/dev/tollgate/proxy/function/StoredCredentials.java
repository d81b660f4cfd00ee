package dev.tollgate.proxy.function;

import dev.tollgate.core.Redacted;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.MissingCredentialException;
import java.util.Optional;

/** The providers' keys, one secret each. Thread safe. */
record StoredCredentials(SecretNames names, Secrets secrets) implements Credentials {
    @Override
    public Optional<Credential> find(String name) {
        return Optional.of(name.equals(AWS_ROLE) ? new Credential.AwsRole() : stored(names.credential(name)));
    }

    private Credential stored(String secret) {
        return switch (secrets.find(secret)) {
            case Secret.Known(var text) -> {
                if (!isKey(text)) {
                    throw new MissingCredentialException(
                            "the secret '" + secret + "' is no key: it must be the provider's key as plain text");
                }
                yield new Credential.Secret(text);
            }
            case Secret.Unknown(var why) ->
                throw new MissingCredentialException(why + "; it must hold the provider's key as plain text");
        };
    }

    /**
     * Reads one that will be needed.
     *
     * @throws MissingCredentialException if it cannot be read; whoever needs it will try again
     */
    void readAhead(String name) {
        if (!name.equals(AWS_ROLE) && !secrets.readAhead(names.credential(name))) {
            throw new MissingCredentialException("the secret '" + names.credential(name) + "' cannot be read");
        }
    }

    @Override
    public Optional<Credential> renewed(String name, Credential refused) {
        return refused instanceof Credential.Secret(var text)
                ? secrets.renewed(names.credential(name), text)
                        .filter(StoredCredentials::isKey)
                        .map(Credential.Secret::new)
                : Optional.empty();
    }

    /** Whether it can stand in a header, and is not the JSON that the console of Secrets Manager makes of pairs. */
    private static boolean isKey(Redacted text) {
        var key = text.reveal();
        return !key.isEmpty() && !key.startsWith("{") && key.chars().allMatch(letter -> letter > ' ' && letter < 0x7F);
    }
}
