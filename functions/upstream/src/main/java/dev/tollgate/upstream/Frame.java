package dev.tollgate.upstream;

/** One piece of a stream, by which it is metered and passed on: an event, or an element of an array. Immutable. */
public interface Frame {
    /** The bytes as they came. Not a copy: not to be changed. */
    byte[] raw();

    /** What it says, mostly JSON; empty where it says nothing. */
    String data();

    /** Whether the provider says in it that it failed. */
    default boolean isError() {
        var data = data();
        return data.startsWith("{\"error\"") || data.startsWith("{\"type\":\"error\"");
    }

    /** Whether its end was seen, and not only that of the stream. */
    default boolean isWhole() {
        return true;
    }
}
