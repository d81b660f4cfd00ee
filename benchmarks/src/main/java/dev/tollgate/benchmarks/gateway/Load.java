package dev.tollgate.benchmarks.gateway;

import java.util.List;

/**
 * What is asked for, and how often at once.
 *
 * @param kind what is asked for
 * @param connections how many callers with a connection each, who ask again as soon as they have the whole answer
 */
record Load(Kind kind, int connections) {
    /** What is measured, in this order. */
    static final List<Load> ALL = List.of(
            new Load(Kind.WHOLE, 1),
            new Load(Kind.WHOLE, 16),
            new Load(Kind.WHOLE, 64),
            new Load(Kind.STREAMED, 1),
            new Load(Kind.STREAMED, 16),
            new Load(Kind.STREAMED, 64),
            new Load(Kind.PACED, 16),
            new Load(Kind.COUNTER_WRITE, 1),
            new Load(Kind.COUNTER_WRITE, 16));

    /** For people: {@code streams, 16 connections}. */
    String name() {
        return "%s, %d %s".formatted(kind.label(), connections, connections == 1 ? "connection" : "connections");
    }
}
