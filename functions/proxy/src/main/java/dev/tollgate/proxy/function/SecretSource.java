package dev.tollgate.proxy.function;

import dev.tollgate.core.Redacted;

/** Where secrets are kept. Implementations are thread safe and block. */
@FunctionalInterface
interface SecretSource {
    /** What became of a question. */
    sealed interface Answer {
        /** This is the secret. */
        record Found(Redacted text) implements Answer {}

        /** There is no such secret, or it is about to be deleted. */
        record NotFound() implements Answer {}

        /**
         * Nobody knows.
         *
         * @param why for the operator; holds no secret
         */
        record Failed(String why) implements Answer {}
    }

    /** Asks for a secret by its full name. Throws nothing: a failure is an answer. */
    Answer ask(String name);
}
