package dev.tollgate.upstream;

/**
 * What a call gets that names no maximum of completion tokens.
 *
 * @param tokens the maximum it is taken to have
 * @param sent whether it is put into the body, because a quota depends on it
 */
public record CompletionDefault(long tokens, boolean sent) {}
