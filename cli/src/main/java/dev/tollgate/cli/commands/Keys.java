package dev.tollgate.cli.commands;

import dev.tollgate.cli.api.Call;
import dev.tollgate.cli.api.Json;
import dev.tollgate.cli.output.Fields;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keys}: those of a subscription. A key itself is printed once, when it is made. */
final class Keys {
    private static final String SUBSCRIPTIONS = "subscriptions";
    private static final String KEYS = "keys";
    private static final String ONCE = "the key is shown this once: keep it now";

    private Keys() {}

    static CommandLine of(Root root) {
        return Group.of(
                KEYS,
                "Makes, lists and revokes the keys of a subscription.",
                new List(root),
                new Create(root),
                new Rotate(root),
                new Revoke(root));
    }

    @Command(name = "list", description = "Lists keys by id, without what they are recognised by.")
    static final class List implements Runnable {
        @Parameters(paramLabel = "SUBSCRIPTION", converter = Id.class, description = "Whose.")
        String subscription = "";

        private final Root root;

        List(Root root) {
            this.root = root;
        }

        @Override
        public void run() {
            var keys = root.list(Call.of("GET", SUBSCRIPTIONS, subscription, KEYS), Integer.MAX_VALUE);
            root.print(keys, items -> Fields.rows(items, "subscription"));
        }
    }

    @Command(name = "create", description = "Makes a key and prints it, once.")
    static final class Create implements Runnable {
        @Parameters(paramLabel = "SUBSCRIPTION", converter = Id.class, description = "Whose.")
        String subscription = "";

        @Option(names = "--expires-at", paramLabel = "TIME", description = "Until when, such as 2027-01-01T00:00:00Z.")
        String expiresAt = "";

        @Option(names = "--valid-for", paramLabel = "DURATION", description = "For how long, such as 30d.")
        String validFor = "";

        @Mixin
        final Writing writing;

        private final Root root;

        Create(Root root) {
            this.root = root;
            this.writing = new Writing(root);
        }

        @Override
        public void run() {
            if (!expiresAt.isEmpty() && !validFor.isEmpty()) {
                throw root.wrong("either --expires-at or --valid-for");
            }
            var body = Json.object();
            if (!expiresAt.isEmpty()) {
                body.put("expiresAt", expiresAt);
            } else if (!validFor.isEmpty()) {
                body.put("validFor", validFor);
            }
            var call = Call.of("POST", SUBSCRIPTIONS, subscription, KEYS)
                    .header("idempotency-key", UUID.randomUUID().toString());
            show(root, writing, call.body(body));
        }
    }

    @Command(name = "rotate", description = "Makes a key that takes another's place, and prints it, once.")
    static final class Rotate implements Runnable {
        @Parameters(index = "0", paramLabel = "SUBSCRIPTION", converter = Id.class, description = "Whose.")
        String subscription = "";

        @Parameters(index = "1", paramLabel = "KEY", converter = Id.class, description = "The id of the one that goes.")
        String key = "";

        @Option(
                names = "--overlap",
                paramLabel = "DURATION",
                description = "How long that one still works, such as 1h.")
        String overlap = "";

        @Mixin
        final Writing writing;

        private final Root root;

        Rotate(Root root) {
            this.root = root;
            this.writing = new Writing(root);
        }

        @Override
        public void run() {
            var body = Json.object();
            if (!overlap.isEmpty()) {
                body.put("overlap", overlap);
            }
            var call = Call.of("POST", SUBSCRIPTIONS, subscription, KEYS, key, "rotate")
                    .header("idempotency-key", UUID.randomUUID().toString());
            show(root, writing, call.body(body));
        }
    }

    @Command(name = "revoke", description = "Ends a key at once.")
    static final class Revoke implements Runnable {
        @Parameters(index = "0", paramLabel = "SUBSCRIPTION", converter = Id.class, description = "Whose.")
        String subscription = "";

        @Parameters(index = "1", paramLabel = "KEY", converter = Id.class, description = "Its id.")
        String key = "";

        @Option(
                names = {"-y", "--yes"},
                description = "Do not ask.")
        boolean yes;

        @Mixin
        final Writing writing;

        private final Root root;

        Revoke(Root root) {
            this.root = root;
            this.writing = new Writing(root);
        }

        @Override
        public void run() {
            root.confirm("Revoke key %s of %s?".formatted(key, subscription), yes || writing.dryRun);
            writing.send(Call.of("DELETE", SUBSCRIPTIONS, subscription, KEYS, key));
            if (!writing.dryRun) {
                root.remark("revoked");
            }
        }
    }

    private static void show(Root root, Writing writing, Call call) {
        Objects.print(root, writing.send(call).body());
        if (!writing.dryRun) {
            root.remark(ONCE);
        }
    }
}
