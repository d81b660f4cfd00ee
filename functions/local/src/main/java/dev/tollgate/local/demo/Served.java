package dev.tollgate.local.demo;

/**
 * One call as the demo model would bill it, whether or not it told the caller. Immutable.
 *
 * @param model the name it was asked for
 * @param promptTokens the tokens of the prompt
 * @param completionTokens the tokens sent, over all choices; fewer than the text has where the reply broke off
 * @param streamed whether the reply was a stream
 * @param aborted whether the reply was left unfinished, by the caller or by the model
 */
public record Served(String model, long promptTokens, long completionTokens, boolean streamed, boolean aborted) {}
