package dev.tollgate.admin.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.admin.http.Problem;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the objects of a kind are shown, and read from what people send. Immutable.
 *
 * @param kind the kind
 * @param name what people call one of them
 * @param representation what an object is shown as: a record of JSON's values
 * @param reader reads one from the fields of a document, without those that the gateway sets itself
 * @param <T> the kind
 */
public record Form<T extends ConfigurationObject>(
        Class<T> kind,
        String name,
        Function<Versioned<T>, Object> representation,
        Function<Fields, Optional<T>> reader) {
    /**
     * What an object has at most as it is shown. As it is stored it has less than twice of that, and an entry of the audit
     * log holds it before and after: DynamoDB's items have 400 KB at most.
     */
    private static final int MOST_BYTES = 100_000;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /**
     * What a document means.
     *
     * @param object empty where anything is wrong
     * @param faults what is wrong: all of it, or the first hundred
     */
    public record Read<T>(Optional<T> object, List<Problem.Part> faults) {
        /** Copies the list. */
        public Read {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Reads a document. What {@link #representation} makes of an object means the same object, without the version and the
     * time of its creation: these are not known here.
     */
    public Read<T> read(JsonNode document) {
        var faults = new Faults();
        var root = new Value(document, "", faults);
        var object = root.object(reader);
        if (object.isPresent() && bytes(object.get()) > MOST_BYTES) {
            root.wrong("must be smaller: at most %d bytes as it would be shown".formatted(MOST_BYTES));
        }
        return new Read<>(object.filter(_ -> faults.count() == 0), faults.told());
    }

    private int bytes(T object) {
        try {
            return JSON.writeValueAsBytes(representation.apply(new Versioned<>(object, 1, Instant.EPOCH))).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every representation is JSON", e);
        }
    }
}
