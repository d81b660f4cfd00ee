package dev.tollgate.admin;

/** Where an operator learns what has failed, with its cause, of which a caller hears nothing. Thread safe. */
@FunctionalInterface
public interface FaultLog {
    /** Notes why a request failed that its caller was not to blame for. */
    void record(String requestId, RuntimeException fault);
}
