package dev.tollgate.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.cli.api.Call;
import dev.tollgate.cli.smoke.Checks;
import dev.tollgate.cli.smoke.Failed;
import dev.tollgate.cli.smoke.Gateway;
import dev.tollgate.cli.smoke.Report;
import dev.tollgate.cli.smoke.Target;
import dev.tollgate.cli.smoke.ThrowAway;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code smoke}: whether a stage works, from its admin API to the last call of a plan. */
@Command(
        name = "smoke",
        description =
                "Proves that a stage works: makes a plan of two calls, a subscription and a key; makes a whole call, a streamed"
                        + " call and one too many; looks whether they are booked; and takes everything away again, after a"
                        + " failure and Ctrl-C too.",
        footer = {"", "Prints a line for each step, and ends at the first that fails. Exit code 0: all passed."})
final class Smoke implements Callable<Integer> {
    private static final String BACKENDS = "backends";
    private static final String DEMO = "demo";
    /** Those that can stand in a path and in JSON as they are. */
    private static final String PLAIN_NAME = "[A-Za-z0-9._:/@-]+";

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description =
                    "The gateway of the stage, such as https://abc.execute-api.eu-central-1.amazonaws.com/sandbox. Default:"
                            + " TOLLGATE_URL, else the local gateway where the admin API is that of the local one.")
    String gateway = "";

    @Option(
            names = "--backend",
            paramLabel = "ID",
            converter = Id.class,
            description = "Which backend is called. Default: the only one there is; locally demo.")
    String backend = "";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Which model answers. Default: the first that the backend allows; locally demo.")
    String model = "";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long a call may take. Default: 60, as a function may have to start first.")
    int timeOut = 60;

    @Option(names = "--buffered", description = "The stage is meant not to stream: events may come all at once.")
    boolean buffered;

    private final Root root;

    Smoke(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (timeOut < 1) {
            throw root.wrong("--timeout is 1 second at least");
        }
        var clock = root.surroundings.clock();
        var called = new Gateway(new Connection(root).gateway(gateway), Duration.ofSeconds(timeOut), clock);
        var report = new Report(root::print, root.quiet);
        var id = "smoke-" + UUID.randomUUID().toString().substring(0, 8);
        var throwAway = new ThrowAway(root.client(), id, root.where(), clock);
        // Ctrl-C ends the process: only a hook still comes to its turn. It waits for what is being made or taken away.
        var hook = new Thread(() -> throwAway.remove(report));
        Runtime.getRuntime().addShutdownHook(hook);
        var passed = false;
        var isGone = false;
        try {
            passed = passes(report, called, throwAway, id);
        } finally {
            isGone = throwAway.remove(report);
            forget(hook);
        }
        return passed && isGone ? Tool.DONE : Tool.REFUSED;
    }

    private boolean passes(Report report, Gateway called, ThrowAway throwAway, String id) {
        try {
            var target = report.step(
                    "admin API",
                    this::target,
                    chosen -> "backend %s, model %s".formatted(chosen.backend(), chosen.model()));
            var key = report.step("policy and key", () -> throwAway.make(target.backend()), ignored -> id);
            var checks = new Checks(called, target, key, buffered);
            return report.passes("whole call", checks::whole)
                    && report.passes("streamed call", checks::streamed)
                    && report.passes("refusal", checks::refusal)
                    && report.passes(
                            "usage booked", () -> Checks.booked(root.client(), id, root.surroundings.pause()::waited));
        } catch (Failed e) {
            return false;
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook finds nothing left to do.
        }
    }

    private Target target() {
        var chosen = chosen();
        return Target.of(chosen.path("id").asText(), chosen.path("dialect").asText(), model(chosen));
    }

    private JsonNode chosen() {
        if (!backend.isEmpty() || isLocal()) {
            return root.send(Call.of("GET", BACKENDS, backend.isEmpty() ? DEMO : backend))
                    .body();
        }
        var all = root.list(Call.of("GET", BACKENDS), Integer.MAX_VALUE);
        if (all.size() == 1) {
            return all.get(0);
        }
        throw root.wrong(
                all.isEmpty()
                        ? "the stage has no backend: make one first, by ./tollgate backends create"
                        : "--backend must say which one is called: " + ids(all));
    }

    private static String ids(JsonNode all) {
        return StreamSupport.stream(all.spliterator(), false)
                .map(each -> each.path("id").asText())
                .collect(Collectors.joining(", "));
    }

    private String model(JsonNode chosen) {
        var first = chosen.at("/models/0").asText(isLocal() ? DEMO : "");
        var name = model.isEmpty() ? first : model;
        if (!name.matches(PLAIN_NAME)) {
            throw root.wrong(
                    "--model must say which model answers, by a name of letters, digits, '.', '_', ':', '/', '@' and '-'");
        }
        return name;
    }

    private boolean isLocal() {
        return new Connection(root).isLocal();
    }
}
