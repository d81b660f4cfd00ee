package dev.tollgate.admin.form;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.report.WindowCorrections;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Optional;
import java.util.function.Function;

/**
 * A correction of a window as it is sent. Immutable.
 *
 * @param window its kind, such as {@code 1min}
 * @param start its first moment, empty for the present one: a second attempt names it, so that it does not meet the next window
 * @param route of a provider whose resources are limited one by one: the route that is meant, empty where it is none
 * @param model the same for a model
 * @param granted what may be used beyond the limit; nothing in a reset
 * @param reason why, for the audit log
 */
public record CorrectionForm(
        String window, Optional<Instant> start, String route, String model, Amounts granted, String reason) {
    private static final int LONGEST_REASON = 500;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final TextRule WINDOW = new TextRule(
            20, text -> text.matches("[1-9][0-9]*[a-z]+"), "must be the name of a window, such as 1min or 1day");

    /** A reset. */
    public static Form.Read<CorrectionForm> reset(JsonNode document) {
        return read(document, _ -> Optional.of(Amounts.NONE));
    }

    /** A top-up: {@code granted} says how much, by dimension. */
    public static Form.Read<CorrectionForm> topUp(JsonNode document) {
        return read(document, fields -> {
            fields.require("granted");
            return fields.object("granted", CorrectionForm::amounts);
        });
    }

    private static Form.Read<CorrectionForm> read(JsonNode document, Function<Fields, Optional<Amounts>> granted) {
        var faults = new Faults();
        var form = new Value(document, "", faults).object(fields -> read(fields, granted.apply(fields)));
        return new Form.Read<>(form.filter(_ -> faults.count() == 0), faults.told());
    }

    private static Optional<CorrectionForm> read(Fields fields, Optional<Amounts> granted) {
        var window = fields.text("window", WINDOW);
        var hasStart = fields.has("start");
        var start = fields.moment("start", Instant.EPOCH, LATEST, Instant.EPOCH);
        var route = fields.optionalText("route", TextRule.ANY_ROUTE);
        var model = fields.optionalText("model", TextRule.upTo(200));
        var reason = fields.text("reason", TextRule.linesUpTo(LONGEST_REASON));
        return fields.make(() -> new CorrectionForm(
                window, hasStart ? Optional.of(start) : Optional.empty(), route, model, granted.orElseThrow(), reason));
    }

    private static Optional<Amounts> amounts(Fields fields) {
        var amounts = new EnumMap<Dimension, Long>(Dimension.class);
        for (var dimension : Dimension.values()) {
            amounts.put(dimension, fields.number(dimension.fieldName(), 0, WindowCorrections.MOST_GRANTED, 0));
        }
        return fields.make(() -> {
            var granted = Amounts.of(dimension -> amounts.getOrDefault(dimension, 0L));
            if (granted.equals(Amounts.NONE)) {
                throw new IllegalArgumentException("must grant something");
            }
            return granted;
        });
    }
}
