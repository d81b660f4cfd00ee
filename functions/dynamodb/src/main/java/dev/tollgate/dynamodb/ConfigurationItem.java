package dev.tollgate.dynamodb;

import com.fasterxml.jackson.core.JacksonException;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.core.store.StoreException;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An object as it was found in the table.
 *
 * @param kind what it must be
 * @param attributes what was found
 */
record ConfigurationItem<T extends ConfigurationObject>(Class<T> kind, Map<String, AttributeValue> attributes) {
    String id() {
        return ConfigurationTable.id(attributes);
    }

    /** @throws StoreException.Corrupt if it cannot be understood */
    T object() {
        var document = attributes.getOrDefault(ConfigurationTable.DOCUMENT, AttributeValue.fromS(""));
        try {
            var object = ConfigurationJson.MAPPER.readValue(String.valueOf(document.s()), kind);
            // A document that is "null", or no text.
            if (object == null) {
                throw new StoreException.Corrupt(name() + " is empty");
            }
            return object;
        } catch (JacksonException e) {
            throw new StoreException.Corrupt(name() + " cannot be read", e);
        }
    }

    /** @throws StoreException.Corrupt if it cannot be understood, is that of another id, or has no version */
    Versioned<T> versioned() {
        var object = object();
        if (!object.id().equals(id())) {
            throw new StoreException.Corrupt("%s is stored under another id: %s".formatted(name(), object.id()));
        }
        return new Versioned<>(object, version(), createdAt());
    }

    /** Its place in a list, where it has one even if it cannot be understood. */
    Page.Entry<T> entry() {
        try {
            return new Page.Found<>(versioned());
        } catch (StoreException.Corrupt e) {
            return new Page.Unreadable<>(id(), e);
        }
    }

    private long version() {
        return number(ConfigurationTable.VERSION, "version");
    }

    private Instant createdAt() {
        return Instant.ofEpochMilli(number(ConfigurationTable.CREATED_AT, "time of creation"));
    }

    private long number(String attribute, String name) {
        var number =
                attributes.getOrDefault(attribute, AttributeValue.fromS("")).n();
        if (number == null || !number.matches("[1-9]\\d{0,17}")) {
            throw new StoreException.Corrupt(name() + " has no " + name);
        }
        return Long.parseLong(number);
    }

    private String name() {
        return "%s %s".formatted(kind.getSimpleName(), id());
    }
}
