package dev.tollgate.local.demo.serving;

/** One operation of a dialect. Thread safe. */
@FunctionalInterface
public interface Endpoint {
    /** Reads a request. */
    Reading read(Request request);
}
