package dev.tollgate.admin.usage;

import dev.tollgate.admin.http.Parameters;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Shards;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.report.HistoryQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which windows of the past a request asks for. Immutable.
 *
 * @param window of which kind
 * @param by the longer windows that they are summed up to, empty where they are not
 * @param shards into how many counters each was split at most
 * @param limit how many a page has
 */
record HistoryQuestion(
        WindowLength window, Optional<WindowLength> by, int shards, Instant from, Instant until, int limit) {
    /** What a request may have to read at most, shards counted one by one: a month of minutes. */
    private static final long MOST_READ = 31 * 24 * 60;

    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2199-12-31T23:59:59Z");
    private static final int USUAL_PAGE = 100;

    /**
     * Reads what is asked of an owner with these limits; empty where anything is wrong, which the parameters then know.
     *
     * @param now where the time ends unless it is said
     */
    static Optional<HistoryQuestion> read(Parameters parameters, Limits limits, Instant now) {
        var named = parameters.parsed(
                "window", text -> Windows.of(limits, text).or(() -> Windows.parse(text)), Windows.MUST_BE);
        var by = parameters.parsed("by", HistoryQuestion::unit, "min, hour, day, week or month");
        var from = parameters.moment("from", EARLIEST, LATEST);
        var until = parameters.moment("until", EARLIEST, LATEST).orElse(now);
        var limit = parameters.number("limit", 1, HistoryQuery.LARGEST_PAGE, USUAL_PAGE);
        var shards = parameters.number("shards", 1, Shards.MOST, 0);
        var window = named.or(() -> Windows.shortest(limits, now));
        if (window.isEmpty()) {
            parameters.wrong("window", "must be given: nothing is limited in windows here");
            return Optional.empty();
        }
        var split = shards == 0 ? HistoryQuery.shardsOf(window.get(), List.of(limits)) : shards;
        var question = new HistoryQuestion(
                window.get(),
                by.map(unit -> longer(unit, window.get())),
                split,
                from.orElseGet(() -> aDayBefore(until, window.get(), split)),
                until,
                limit);
        question.check(parameters);
        return Optional.of(question.fromWholeWindows());
    }

    private void check(Parameters parameters) {
        if (!from.isBefore(until)) {
            parameters.wrong("from", "must be before until");
            return;
        }
        if (by.isPresent() && !isLonger(by.get())) {
            parameters.wrong("by", "must be longer than the window, " + window.id());
        }
        var windows = Math.ceilDiv(
                Duration.between(from, until).toSeconds(), lengthOf(window).toSeconds());
        if (windows > mostWindows(shards)) {
            parameters.wrong(
                    "from",
                    "must be later: %d windows of %s lie between, and %d are read at once"
                            .formatted(windows, window.id(), mostWindows(shards)));
        }
    }

    private static long mostWindows(int shards) {
        return Math.max(1, MOST_READ / shards);
    }

    private boolean isLonger(WindowLength other) {
        return lengthOf(other).compareTo(lengthOf(window)) > 0;
    }

    private static Duration lengthOf(WindowLength length) {
        return length.windowAt(EARLIEST).duration();
    }

    private static Instant aDayBefore(Instant until, WindowLength window, int shards) {
        var most = lengthOf(window).multipliedBy(mostWindows(shards));
        var span = most.compareTo(Duration.ofDays(1)) < 0 ? most : Duration.ofDays(1);
        return until.minus(span);
    }

    private static Optional<WindowUnit> unit(String text) {
        return WindowUnit.of(text).filter(unit -> unit != WindowUnit.SECOND);
    }

    /** Days begin where those of the window do. */
    private static WindowLength longer(WindowUnit unit, WindowLength window) {
        return unit.isDayOrLonger() ? new WindowLength(1, unit, window.timeZone()) : new WindowLength(1, unit);
    }

    /** The first of the longer windows is a whole one, and the window that holds the first moment is among them. */
    private HistoryQuestion fromWholeWindows() {
        var start = by.orElse(window).windowAt(from).start();
        return new HistoryQuestion(window, by, shards, start, until, limit);
    }

    /** The link to the page that begins at a moment. */
    String next(Instant start, String owner) {
        var unit = by.map(length -> "&by=" + length.timeUnit().id()).orElse("");
        return "?%swindow=%s%s&from=%s&until=%s&limit=%d&shards=%d"
                .formatted(owner, window.id(), unit, start, until, limit, shards);
    }
}
