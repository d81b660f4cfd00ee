package dev.tollgate.upstream;

/** What reading a call's body came to. */
public sealed interface ParsedCall {
    /** It can be sent. */
    record Valid(ModelCall call) implements ParsedCall {}

    /** It cannot, and the caller is told why. */
    record Invalid(Fault fault) implements ParsedCall {}
}
