package dev.tollgate.core.configuration;

import dev.tollgate.core.usage.Price;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What models cost. Immutable.
 *
 * @param id its name
 * @param currency a code of ISO 4217, such as {@code USD}
 * @param models the price of each model by its name as callers send it; {@value #ANY_OTHER} for all that are not named
 */
public record PriceTable(String id, String currency, Map<String, Price> models) implements ConfigurationObject {
    /** Stands for every model that is not named. */
    public static final String ANY_OTHER = "*";

    /** @throws IllegalArgumentException if the currency is not three capital letters, or no model has a price */
    public PriceTable {
        ConfigurationObject.requireId(id);
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("currency must be a code of ISO 4217, such as USD");
        }
        models = Map.copyOf(models);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("a price table has the price of a model at least");
        }
    }

    @Override
    public Set<Reference> references() {
        return Set.of();
    }

    /** What a model costs, empty where it has no price. */
    public Optional<Price> of(String model) {
        return Optional.ofNullable(models.get(model)).or(() -> Optional.ofNullable(models.get(ANY_OTHER)));
    }
}
