package dev.tollgate.core.configuration;

/**
 * That a request was carried out, so that the same one sent again is not. Kept for a day. Immutable.
 *
 * @param id who sent it, and the key they gave it
 * @param request what was asked for: two requests under one key differ in it
 * @param object the id of what was made
 */
public record Receipt(String id, String request, String object) {}
