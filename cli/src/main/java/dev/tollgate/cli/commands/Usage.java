package dev.tollgate.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.cli.api.Call;
import dev.tollgate.cli.output.Csv;
import dev.tollgate.cli.output.Fields;
import dev.tollgate.cli.output.UsageTable;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code usage}: what is used now, and was used. */
final class Usage {
    static final String USAGE = "usage";
    static final String SUBSCRIPTIONS = "subscriptions";

    private Usage() {}

    static CommandLine of(Root root) {
        return Group.of(
                USAGE,
                "Shows what is used, and corrects it.",
                new Show(root),
                new Top(root),
                new History(root),
                new Corrections.Reset(root),
                new Corrections.TopUp(root));
    }

    @Command(name = "show", description = "Shows what is used, reserved and free in the present windows.")
    static final class Show implements Runnable {
        private static final String CLEAR = "\033[H\033[2J";

        @Mixin
        final Owner owner = new Owner();

        @Option(names = "--watch", description = "Again and again, until Ctrl-C.")
        boolean watch;

        @Option(names = "--interval", paramLabel = "SECONDS", description = "How often. Default: 2.")
        int interval = 2;

        private final Root root;

        Show(Root root) {
            this.root = root;
        }

        @Override
        public void run() {
            var call = owner.call(root, "GET");
            if (interval < 1) {
                throw root.wrong("--interval is 1 second at least");
            }
            show(root.send(call).body());
            while (watch && root.surroundings.pause().waited(Duration.ofSeconds(interval))) {
                var usage = root.send(call).body();
                root.print(root.surroundings.terminal().isLive() ? "" : "\n");
                show(usage);
            }
        }

        private void show(JsonNode usage) {
            var clear = watch && root.surroundings.terminal().isLive() ? CLEAR : "";
            root.print(clear + root.format.of(usage, UsageTable::of));
        }
    }

    @Command(name = "top", description = "Lists the subscriptions that used most.")
    static final class Top implements Runnable {
        @Option(names = "--dimension", paramLabel = "NAME", description = "Of what. Default: totalTokenCount.")
        String dimension = "totalTokenCount";

        @Option(
                names = "--window",
                paramLabel = "WINDOW",
                description = "In which window, such as 1min. Default: 1day.")
        String window = "1day";

        @Option(names = "--limit", paramLabel = "N", description = "How many. Default: 10.")
        int limit = 10;

        private final Root root;

        Top(Root root) {
            this.root = root;
        }

        @Override
        public void run() {
            var call = Call.of("GET", USAGE, "top")
                    .query("dimension", dimension)
                    .query("window", window)
                    .query("limit", String.valueOf(limit));
            root.print(root.send(call).body().path("items"), items -> Fields.rows(items));
        }
    }

    @Command(name = "history", description = "Lists what a subscription used in windows that have passed.")
    static final class History implements Runnable {
        @Parameters(paramLabel = "SUBSCRIPTION", converter = Id.class, description = "Whose.")
        String subscription = "";

        @Option(names = "--window", paramLabel = "WINDOW", description = "Which windows, such as 1min or 1day.")
        String window = "";

        @Option(names = "--from", paramLabel = "TIME", description = "From when, such as 2026-12-01T00:00:00Z.")
        String from = "";

        @Option(names = "--until", paramLabel = "TIME", description = "Until when.")
        String until = "";

        @Option(names = "--by", paramLabel = "UNIT", description = "Summed up to longer ones, such as hour or day.")
        String by = "";

        @Option(names = "--csv", description = "As comma-separated values.")
        boolean csv;

        private final Root root;

        History(Root root) {
            this.root = root;
        }

        @Override
        public void run() {
            var call = Call.of("GET", USAGE, SUBSCRIPTIONS, subscription, "history");
            call = Given.query(call, "window", window);
            call = Given.query(call, "from", from);
            call = Given.query(call, "until", until);
            call = Given.query(call, "by", by);
            var items = root.list(call, Integer.MAX_VALUE);
            if (csv) {
                root.print(Csv.of(Fields.rows(items)));
            } else {
                root.print(items, all -> Fields.rows(all));
            }
        }
    }
}
