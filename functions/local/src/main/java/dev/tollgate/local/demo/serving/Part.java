package dev.tollgate.local.demo.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A part of a stream.
 *
 * @param event its kind, empty where the dialect's parts have none
 * @param json what it says; not to be changed
 * @param tokens how many tokens it brings
 */
public record Part(String event, ObjectNode json, int tokens) {}
