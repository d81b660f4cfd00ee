package dev.tollgate.upstream;

/**
 * A path that may be called, and how its calls are read.
 *
 * @param route the path
 * @param reader reads the calls
 */
public record Operation(Route route, Reader reader) {
    /** Reads the calls of one route. Thread safe and without state. */
    @FunctionalInterface
    public interface Reader {
        /** Reads a call once: what is called, what it may use, and what to send. */
        ParsedCall read(IncomingCall call);
    }

    /** One whose calls cost a request and no tokens, whatever their reply says. */
    public static Operation withoutInference(Route route) {
        return new Operation(
                route, call -> new ParsedCall.Valid(ModelCall.withoutInference(call.target(), new byte[0])));
    }
}
