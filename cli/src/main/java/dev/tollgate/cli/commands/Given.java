package dev.tollgate.cli.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.api.Call;

/** Options that were given become parts of a call; the API has defaults for others. */
final class Given {
    private Given() {}

    static Call query(Call call, String name, String value) {
        return value.isEmpty() ? call : call.query(name, value);
    }

    static void field(ObjectNode body, String name, String value) {
        if (!value.isEmpty()) {
            body.put(name, value);
        }
    }
}
