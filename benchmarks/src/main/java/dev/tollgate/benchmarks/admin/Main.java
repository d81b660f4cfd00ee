package dev.tollgate.benchmarks.admin;

import dev.tollgate.benchmarks.figures.MarkdownTable;
import dev.tollgate.benchmarks.figures.Statistics;
import dev.tollgate.benchmarks.processes.LocalDynamo;
import dev.tollgate.dynamodb.DynamoClients;
import dev.tollgate.dynamodb.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Makes many subscriptions, asks for some, and prints what a request took. */
final class Main {
    private static final int SUBSCRIPTIONS = 10_000;
    private static final int WRITERS = 4;
    private static final int WARM_UP = 200;
    private static final int REQUESTS = 400;

    private final Operator operator;
    private final Random random = new Random(1);

    private Main(Operator operator) {
        this.operator = operator;
    }

    /** Runs everything. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        try (var dynamo = LocalDynamo.start();
                var tables =
                        LocalDynamo.client(dynamo.endpoint(), DynamoClients.builder(DynamoClients.Timeouts.PATIENT))) {
            Tables.createConfiguration(tables, Operator.CONFIGURATION);
            Tables.createCounters(tables, Operator.COUNTERS);
            new Main(new Operator(tables)).run();
        }
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        var seconds = makeAll();
        var table = new MarkdownTable("with %,d subscriptions".formatted(SUBSCRIPTIONS), "median, ms", "p99, ms");
        add(
                table,
                "a page of 50 subscriptions",
                () -> ask("subscriptions", Map.of("limit", List.of("50"), "after", List.of(anyId()))));
        add(
                table,
                "50 subscriptions of one subscriber",
                () -> ask(
                        "subscriptions",
                        Map.of("limit", List.of("50"), "subscriber", List.of("Team " + random.nextInt(100)))));
        add(table, "the usage of one", () -> ask("usage/subscriptions/" + anyId(), Map.of()));
        System.out.println(table);
        System.out.printf(
                Locale.ROOT,
                "%,d subscriptions were made in %.0f s by %d writers: %.0f a second%n",
                SUBSCRIPTIONS,
                seconds,
                WRITERS,
                SUBSCRIPTIONS / seconds);
    }

    private double makeAll() throws IOException, InterruptedException, ExecutionException {
        operator.ask("POST", "policies", Map.of(), """
                {"id": "AIGold", "limits": {"quotas": [
                  {"unitTime": 1, "timeUnit": "min", "requestCount": 500, "totalTokenCount": 50000},
                  {"unitTime": 1, "timeUnit": "month", "requestCount": 5000000}]}}""");
        operator.ask("POST", "backends", Map.of(), """
                {"id": "openai", "dialect": "openai", "baseUrl": "https://api.example.com", "credential": "openai"}""");
        var start = System.nanoTime();
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            var all = IntStream.range(0, SUBSCRIPTIONS)
                    .mapToObj(number -> writers.submit(() -> make(number)))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private boolean make(int number) throws IOException {
        operator.ask("POST", "subscriptions", Map.of(), """
                {"id": "%s", "application": "Application %d", "subscriber": {"name": "Team %d"},
                 "policy": "AIGold", "backends": ["openai"]}""".formatted(id(number), number, number % 100));
        return true;
    }

    private boolean ask(String path, Map<String, List<String>> query) throws IOException {
        return !operator.ask("GET", path, query, "").isEmpty();
    }

    private String anyId() {
        return id(random.nextInt(SUBSCRIPTIONS));
    }

    private static String id(int number) {
        return "app-%05d".formatted(number);
    }

    private static void add(MarkdownTable table, String name, Callable<Boolean> request) {
        var micros = new ArrayList<Double>();
        for (var i = 0; i < WARM_UP + REQUESTS; i++) {
            var start = System.nanoTime();
            try {
                if (!request.call()) {
                    throw new IllegalStateException("an empty reply");
                }
            } catch (Exception e) {
                throw new IllegalStateException(name, e);
            }
            if (i >= WARM_UP) {
                micros.add((System.nanoTime() - start) / 1e3);
            }
        }
        var sorted = micros.stream().mapToLong(Double::longValue).sorted().toArray();
        table.add(
                name,
                "%.1f".formatted(Statistics.median(micros) / 1e3),
                "%.1f".formatted(Statistics.percentile(sorted, 99) / 1e3));
    }
}
