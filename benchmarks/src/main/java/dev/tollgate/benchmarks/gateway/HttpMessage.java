package dev.tollgate.benchmarks.gateway;

/**
 * A request or a reply.
 *
 * @param startLine such as {@code HTTP/1.1 200 OK}
 * @param body the body, put together where it came in chunks
 * @param firstByteAt when the first of the body was read, by {@link System#nanoTime}
 */
record HttpMessage(String startLine, byte[] body, long firstByteAt) {}
