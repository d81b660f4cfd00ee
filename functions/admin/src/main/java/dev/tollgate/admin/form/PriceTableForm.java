package dev.tollgate.admin.form;

import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.core.usage.Price;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A price table. */
public record PriceTableForm(
        String id, long version, String createdAt, String currency, SortedMap<String, PriceForm> models) {
    private static final int MOST_MODELS = 1_000;
    private static final TextRule CURRENCY =
            new TextRule(3, text -> text.matches("[A-Z]{3}"), "must be a code of ISO 4217, such as USD");

    /** What a model costs, in millionths of the currency for a million tokens. */
    public record PriceForm(long prompt, long completion, long cacheRead, long cacheWrite, long reasoning) {
        private static final long MOST = 100_000_000_000L;

        static PriceForm of(Price price) {
            return new PriceForm(
                    price.prompt(), price.completion(), price.cacheRead(), price.cacheWrite(), price.reasoning());
        }

        /** What is left out costs what its class does: cached tokens as the prompt, reasoning as the completion. */
        static Optional<Price> read(Fields fields) {
            var prompt = fields.number("prompt", 0, MOST);
            var completion = fields.number("completion", 0, MOST);
            var cacheRead = fields.number("cacheRead", 0, MOST, prompt);
            var cacheWrite = fields.number("cacheWrite", 0, MOST, prompt);
            var reasoning = fields.number("reasoning", 0, MOST, completion);
            return fields.make(() -> new Price(prompt, completion, cacheRead, cacheWrite, reasoning));
        }
    }

    /** As it is stored. */
    public static PriceTableForm of(Versioned<PriceTable> stored) {
        var table = stored.object();
        var models = new TreeMap<String, PriceForm>();
        table.models().forEach((model, price) -> models.put(model, PriceForm.of(price)));
        return new PriceTableForm(
                table.id(), stored.version(), stored.createdAt().toString(), table.currency(), models);
    }

    /** As it is sent. */
    static Optional<PriceTable> read(Fields fields) {
        var id = fields.id("id");
        var currency = fields.text("currency", CURRENCY);
        if (fields.require("models") && fields.value("models").node().isEmpty()) {
            fields.value("models").wrong("must have the price of a model at least");
        }
        var models = fields.members("models", MOST_MODELS, BackendForm.MODEL, value -> value.object(PriceForm::read));
        return fields.make(() -> new PriceTable(id, currency, models));
    }
}
