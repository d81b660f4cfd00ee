package dev.tollgate.upstream;

/**
 * An error as a dialect writes it.
 *
 * @param status the HTTP status
 * @param body JSON in UTF-8
 */
public record ErrorReply(int status, byte[] body) {}
