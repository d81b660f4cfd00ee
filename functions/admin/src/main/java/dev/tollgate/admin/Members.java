package dev.tollgate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.http.Problem.Part;
import dev.tollgate.admin.http.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a request that asks for something to be done, and remembers all that is wrong with it. For one thread. */
final class Members {
    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([smhd]?)");

    private final JsonNode document;
    private final Set<String> known = new HashSet<>();
    private final List<Part> faults = new ArrayList<>();

    Members(JsonNode document) {
        this.document = document;
        if (!document.isObject()) {
            faults.add(Part.at("", "must be an object"));
        }
    }

    /** Whether a field is given. */
    boolean has(String name) {
        known.add(name);
        return document.hasNonNull(name);
    }

    /** A text; empty where it is none, which is wrong. */
    String text(String name, String detail) {
        if (!has(name) || !document.path(name).isTextual()) {
            wrong(name, detail);
        }
        return document.path(name).asText("");
    }

    /** A moment; empty where it is not given, or wrong. */
    Optional<Instant> moment(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(document.path(name).asText()));
        } catch (DateTimeException _) {
            wrong(name, "must be a moment such as 2026-11-21T10:00:00Z");
            return Optional.empty();
        }
    }

    /** A time as {@code "90d"}, or a number of seconds; empty where it is not given, or wrong. */
    Optional<Duration> duration(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        var value = document.path(name);
        var matcher = DURATION.matcher(value.isTextual() || value.isIntegralNumber() ? value.asText() : "");
        if (matcher.matches()) {
            var duration = Duration.ofSeconds(Long.parseLong(matcher.group(1)) * seconds(matcher.group(2)));
            if (duration.compareTo(LONGEST) <= 0) {
                return Optional.of(duration);
            }
        }
        wrong(name, "must be a number of seconds, or such as 90s, 30m, 1h or 90d; ten years at most");
        return Optional.empty();
    }

    /** Notes what is wrong with a field. */
    void wrong(String name, String detail) {
        faults.add(Part.at("/" + name, detail));
    }

    /** @throws Refused if anything is wrong, or a field is not known */
    void check() {
        document.propertyStream()
                .map(field -> field.getKey())
                .filter(name -> !known.contains(name))
                .limit(20)
                .forEach(name -> faults.add(Part.at(
                        "/" + name.replace("~", "~0").replace("/", "~1"),
                        "is not known: there are "
                                + String.join(", ", known.stream().sorted().toList()))));
        Refused.ifAny(faults);
    }

    private static long seconds(String unit) {
        return switch (unit) {
            case "m" -> 60;
            case "h" -> 3_600;
            case "d" -> 86_400;
            default -> 1;
        };
    }
}
