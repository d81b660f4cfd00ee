package dev.tollgate.local.demo.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What reading a request came to. */
public sealed interface Reading {
    /** An answer is to be made, and billed. */
    record Generate(Ask ask, Form form) implements Reading {}

    /** The model's tokens were counted: this is the reply, and costs nothing. */
    record Count(String model, ObjectNode body) implements Reading {}

    /** What was asked about the models themselves. It costs nothing. */
    record Inform(ObjectNode body) implements Reading {}

    /** It cannot be answered, and this tells the caller why. */
    record Refuse(Fault fault) implements Reading {}
}
