package dev.tollgate.proxy.function;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.store.StoreException;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * The stage's pepper, from the secret of this name. Thread safe.
 *
 * <p>Whoever changes it voids all keys of the stage, within 5 minutes in every process: each was hashed under the old one.
 */
record Pepper(String name, Secrets secrets) implements Supplier<byte[]> {
    /** @throws StoreException.Unavailable if there is none, with a message for the operator */
    @Override
    public byte[] get() {
        return switch (secrets.find(name)) {
            case Secret.Known(var text) -> parse(text);
            case Secret.Unknown(var why) ->
                throw new StoreException.Unavailable(why + "; it must hold the pepper, 64 random hex characters");
        };
    }

    private byte[] parse(Redacted text) {
        if (!text.reveal().matches("(?:[0-9a-fA-F]{2}){32,}")) {
            throw new StoreException.Unavailable("the secret '" + name
                    + "' is no pepper: it must be 64 hex characters or more, an even number of them");
        }
        return HexFormat.of().parseHex(text.reveal());
    }
}
