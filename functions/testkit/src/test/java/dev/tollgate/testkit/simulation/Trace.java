package dev.tollgate.testkit.simulation;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All that happened in a run, and what should not have. */
final class Trace {
    private static final int MOST_VIOLATIONS = 100;

    private final Scheduler scheduler;
    private final List<Event> events = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();

    Trace(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    private record Event(Instant at, String who, String what, Object subject) {
        @Override
        public String toString() {
            return "%s %-8s %s %s".formatted(at, who, what, subject);
        }
    }

    /** A check that failed, after so many events. */
    private record Violation(Check check, String message, int events) {}

    /** The subject is written out when the trace is: it must not change. */
    void add(String who, String what, Object subject) {
        events.add(new Event(scheduler.now(), who, what, subject));
    }

    /** The message is asked for only where the check fails. */
    void require(boolean holds, Check check, Supplier<String> message) {
        if (!holds && violations.size() < MOST_VIOLATIONS) {
            var violation = new Violation(check, message.get(), events.size());
            violations.add(violation);
            add("CHECK", check.name(), violation.message);
        }
    }

    /** The different things that happened. */
    Set<String> kinds() {
        return events.stream().map(Event::what).collect(Collectors.toSet());
    }

    Set<Check> violated() {
        return violations.stream().map(Violation::check).collect(Collectors.toSet());
    }

    /** The first violation, and so many events before it. */
    String describe(int most) {
        if (violations.isEmpty()) {
            return "nothing";
        }
        var first = violations.getFirst();
        return "%s: %s%nafter:%n%s"
                .formatted(
                        first.check,
                        first.message,
                        text(events.subList(Math.max(0, first.events - most), first.events)));
    }

    /** Everything, one event a line. */
    @Override
    public String toString() {
        return text(events);
    }

    private static String text(List<Event> events) {
        return events.stream().map(Event::toString).collect(joining("\n"));
    }
}
