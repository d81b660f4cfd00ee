package dev.tollgate.testkit.lambda;

/**
 * A chunk of a streamed response, as the runtime framed it.
 *
 * @param bytes never none
 * @param nanoTime when its last byte was read, by {@link System#nanoTime}
 */
public record Chunk(byte[] bytes, long nanoTime) {}
