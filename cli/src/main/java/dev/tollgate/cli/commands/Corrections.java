package dev.tollgate.cli.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.api.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An operator's corrections of a present window, each with a reason that the audit keeps. */
final class Corrections {
    private Corrections() {}

    /** What both commands have in common. */
    abstract static class Correction implements Runnable {
        @Mixin
        final Owner owner = new Owner();

        @Option(
                names = "--route",
                paramLabel = "ROUTE",
                description = "Of a backend's route, where each has its limits.")
        String route = "";

        @Option(names = "--model", paramLabel = "NAME", description = "Of a backend's model, likewise.")
        String model = "";

        @Option(names = "--window", required = true, paramLabel = "WINDOW", description = "Which window, such as 1day.")
        String window = "";

        @Mixin
        final Writing writing;

        final Root root;

        Correction(Root root) {
            this.root = root;
            this.writing = new Writing(root);
        }

        void send(String action, ObjectNode body) {
            if (writing.reason.isBlank()) {
                throw root.wrong("--reason is needed: the audit keeps it");
            }
            body.put("window", window).put("reason", writing.reason);
            Given.field(body, "route", route);
            Given.field(body, "model", model);
            var call = owner.call(root, "POST", action)
                    .body(body)
                    .header("idempotency-key", UUID.randomUUID().toString());
            Objects.print(root, writing.sendPlain(call).body());
        }
    }

    @Command(name = "reset", description = "Makes a present window empty.")
    static final class Reset extends Correction {
        @Option(
                names = {"-y", "--yes"},
                description = "Do not ask.")
        boolean yes;

        Reset(Root root) {
            super(root);
        }

        @Override
        public void run() {
            root.confirm("Reset window %s of %s?".formatted(window, owner.id(root)), yes || writing.dryRun);
            send("reset", Json.object());
        }
    }

    @Command(name = "top-up", description = "Gives more in a present window.")
    static final class TopUp extends Correction {
        @Option(
                names = "--add",
                required = true,
                paramLabel = "DIMENSION=AMOUNT",
                description = "How much more, such as totalTokenCount=5000. Can be given again.")
        Map<String, Long> amounts = new LinkedHashMap<>();

        TopUp(Root root) {
            super(root);
        }

        @Override
        public void run() {
            var body = Json.object();
            var granted = body.putObject("granted");
            amounts.forEach(granted::put);
            send("top-up", body);
        }
    }
}
