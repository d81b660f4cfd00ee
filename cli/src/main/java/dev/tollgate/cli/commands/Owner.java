package dev.tollgate.cli.commands;

import dev.tollgate.cli.api.Call;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose usage it is about: a subscription's, or a backend's. */
final class Owner {
    @Parameters(arity = "0..1", paramLabel = "SUBSCRIPTION", converter = Id.class, description = "Whose.")
    String subscription = "";

    @Option(names = "--backend", paramLabel = "ID", converter = Id.class, description = "A backend's instead.")
    String backend = "";

    /** The id, once it is sure that there is one. */
    String id(Root root) {
        if (subscription.isEmpty() == backend.isEmpty()) {
            throw root.wrong("either a subscription or --backend");
        }
        return subscription + backend;
    }

    /** A call about it. */
    Call call(Root root, String method, String... action) {
        var parts = new String[3 + action.length];
        parts[0] = Usage.USAGE;
        parts[1] = backend.isEmpty() ? Usage.SUBSCRIPTIONS : "backends";
        parts[2] = id(root);
        System.arraycopy(action, 0, parts, 3, action.length);
        return Call.of(method, parts);
    }
}
