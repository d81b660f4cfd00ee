package dev.tollgate.admin.form;

import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.core.usage.Price;
import java.util.SortedMap;
import java.util.TreeMap;

/** A price table. */
public record PriceTableForm(String id, long version, String currency, SortedMap<String, PriceForm> models) {
    /** What a model costs, in millionths of the currency for a million tokens. */
    public record PriceForm(long prompt, long completion, long cacheRead, long cacheWrite, long reasoning) {
        static PriceForm of(Price price) {
            return new PriceForm(
                    price.prompt(), price.completion(), price.cacheRead(), price.cacheWrite(), price.reasoning());
        }
    }

    /** As it is stored. */
    public static PriceTableForm of(Versioned<PriceTable> stored) {
        var table = stored.object();
        var models = new TreeMap<String, PriceForm>();
        table.models().forEach((model, price) -> models.put(model, PriceForm.of(price)));
        return new PriceTableForm(table.id(), stored.version(), table.currency(), models);
    }
}
