package dev.tollgate.local.demo;

/** What reading a request's body came to. */
sealed interface ParsedRequest {
    /** It can be answered. */
    record Valid(ChatRequest request) implements ParsedRequest {}

    /** It cannot, and this tells the caller why. */
    record Invalid(JsonReply error) implements ParsedRequest {}
}
