package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.quota.Accounting;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.OnStoreFailure;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Price;
import dev.tollgate.core.usage.Tariff;
import dev.tollgate.core.usage.TokenWeights;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws a {@link Scenario}: small limits that are soon reached, or, in a fifth of the seeds, large ones that are split. */
record RandomScenario(RandomGenerator random, boolean isSharded, int mostTokens) {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<WindowLength> WINDOWS = List.of(
            new WindowLength(1, WindowUnit.SECOND),
            new WindowLength(10, WindowUnit.SECOND),
            new WindowLength(1, WindowUnit.MINUTE),
            new WindowLength(1, WindowUnit.DAY, BERLIN));

    /** Any moment, and some before a midnight of Berlin: of the days on which its clocks are changed, among others. */
    private static final List<Instant> STARTS = List.of(
            Instant.parse("2026-11-20T10:00:30Z"),
            Instant.parse("2026-10-24T21:59:50Z"),
            Instant.parse("2026-10-25T22:59:50Z"),
            Instant.parse("2026-03-28T22:59:50Z"));

    static Scenario draw(RandomGenerator random) {
        var isSharded = random.nextInt(5) == 0;
        return new RandomScenario(random, isSharded, isSharded ? 250_000 : 60).draw();
    }

    private Scenario draw() {
        var enforcement = enforcement();
        var start = oneOf(STARTS);
        return new Scenario(
                start,
                IntStream.range(0, 1 + random.nextInt(2))
                        .mapToObj(number -> quotas(new Owner.OfSubscription("app-" + number), enforcement))
                        .toList(),
                random.nextInt(3) == 0
                        ? Optional.of(quotas(new Owner.OfBackend("openai"), Enforcement.STRICT))
                        : Optional.empty(),
                mostTokens,
                1 + random.nextInt(4),
                1 + random.nextInt(3),
                2 + random.nextInt(7),
                Duration.ofMillis(oneOf(List.of(50, 500, 5_000))),
                Duration.ofSeconds(oneOf(List.of(20, 120, 900))),
                weather(start));
    }

    private Enforcement enforcement() {
        return switch (random.nextInt(10)) {
            case 0 -> Enforcement.STRICT.with(Enforcement.OnQuotaReach.PASS);
            case 1 -> Enforcement.STRICT.with(Enforcement.OnQuotaReach.CLAMP);
            case 2 -> Enforcement.STRICT.with(Accounting.COUNT_AFTER);
            case 3 -> Enforcement.STRICT.with(new OnStoreFailure(1 + random.nextInt(3)));
            default -> Enforcement.STRICT;
        };
    }

    /** Calm, with many losses, with many refusals, or with many deaths; a fifth of the seeds with an outage. */
    private Scenario.Weather weather(Instant start) {
        var outageBegin = start.plusMillis(random.nextLong(5_000));
        var outageEnd = outageBegin.plusMillis(random.nextInt(5) == 0 ? random.nextLong(20_000) : 0);
        return switch (random.nextInt(4)) {
            case 0 -> new Scenario.Weather(0, 0, 0, Duration.ZERO, outageBegin, outageEnd);
            case 1 -> new Scenario.Weather(300, 30, 5, Duration.ofSeconds(2), outageBegin, outageEnd);
            case 2 -> new Scenario.Weather(60, 200, 10, Duration.ofMinutes(25), outageBegin, outageEnd);
            default -> new Scenario.Weather(30, 10, 30, Duration.ofSeconds(30), outageBegin, outageEnd);
        };
    }

    private OwnerQuotas quotas(Owner owner, Enforcement enforcement) {
        var shards = isSharded ? 2 + random.nextInt(2) : 1;
        var windows = new ArrayList<>(WINDOWS);
        var quotas = new ArrayList<Quota>();
        for (var i = random.nextInt(3); i >= 0; i--) {
            quotas.add(quota(windows.remove(random.nextInt(windows.size())), shards));
        }
        var inFlight = random.nextInt(3) == 0 ? (isSharded ? 8 * shards : 1) + random.nextInt(4) : 0;
        return new OwnerQuotas(
                owner, owner.id(), new Limits(quotas, inFlight, isSharded ? shards : 0), enforcement, tariff());
    }

    /** Split limits are as small as {@link dev.tollgate.core.quota.Shards} lets them be. */
    private Quota quota(WindowLength window, int shards) {
        var limits = new EnumMap<Dimension, Long>(Dimension.class);
        while (limits.isEmpty()) {
            for (var dimension : Dimension.values()) {
                if (random.nextInt(3) == 0) {
                    limits.put(dimension, isSharded ? largeLimit(dimension, shards) : smallLimit(dimension));
                }
            }
        }
        return new Quota(window, limits);
    }

    private long smallLimit(Dimension dimension) {
        return switch (dimension) {
            case REQUEST_COUNT -> 1 + random.nextLong(12);
            case PROMPT_TOKEN_COUNT, COMPLETION_TOKEN_COUNT -> 50 + random.nextLong(300);
            case TOTAL_TOKEN_COUNT -> 100 + random.nextLong(600);
            case COST -> 300 + random.nextLong(3_000);
        };
    }

    private long largeLimit(Dimension dimension, int shards) {
        return shards
                * switch (dimension) {
                    case REQUEST_COUNT -> 8 + random.nextLong(4);
                    case PROMPT_TOKEN_COUNT -> 8 * 262_144 + random.nextLong(100_000);
                    case COMPLETION_TOKEN_COUNT -> 8 * 32_768 + random.nextLong(100_000);
                    case TOTAL_TOKEN_COUNT -> 8 * 294_912 + random.nextLong(100_000);
                    case COST -> 8_000_000 + random.nextLong(1_000_000);
                };
    }

    private Tariff tariff() {
        var weights = random.nextBoolean() ? TokenWeights.EQUAL : new TokenWeights(100, 1_250, 2_000);
        return new Tariff(weights, new Price(2_500_000, 8_000_000, 1_250_000, 3_000_000, 9_000_000));
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
