package dev.tollgate.benchmarks.counters;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.benchmarks.processes.NodePackages;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** rate-limiter-flexible in a process of its own, which takes tasks on its standard input; it ends with this one. */
final class NodeContestant implements Contestant {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter tasks;
    private final BufferedReader answers;
    private int counted;

    private NodeContestant(Process process) {
        this.process = process;
        this.tasks = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it, with its packages fetched before where they are missing; empty, with a notice, where that fails. */
    static Optional<Contestant> start(Path folder, URI endpoint) throws InterruptedException {
        try {
            NodePackages.fetch(folder);
            var contestant = new NodeContestant(
                    NodePackages.process(folder, "node", "rate-limiter-flexible.mjs", endpoint.toString())
                            .start());
            return contestant.answers.readLine() == null
                    ? skipped("its script does not start")
                    : Optional.of(contestant);
        } catch (IOException e) {
            return skipped(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String name() {
        return "rate-limiter-flexible (Node)";
    }

    @Override
    public String floor() {
        return Contestants.RAW_UPDATE;
    }

    @Override
    public boolean takes(Load load) {
        return true;
    }

    @Override
    public Sample measure(Load load, Duration time) {
        return ask(Map.of("threads", load.threads(), "owners", load.owners(), "millis", time.toMillis()), Sample.class);
    }

    @Override
    public Tally count(Load load, int tries, long limit) {
        var prefix = "c" + counted++ + "-";
        return ask(
                Map.of(
                        "threads", load.threads(),
                        "owners", load.owners(),
                        "tries", tries,
                        "limit", limit,
                        "prefix", prefix),
                Tally.class);
    }

    @Override
    public void close() {
        process.destroy();
    }

    private <T> T ask(Map<String, Object> task, Class<T> answer) {
        try {
            tasks.write(JSON.writeValueAsString(task));
            tasks.newLine();
            tasks.flush();
            var line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("rate-limiter-flexible.mjs has ended");
            }
            return JSON.readValue(line, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Contestant> skipped(String reason) {
        System.err.println("SKIPPED: rate-limiter-flexible: " + reason);
        return Optional.empty();
    }
}
