package dev.tollgate.admin.form;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.http.Problem;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Versioned;
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
     * What a document means.
     *
     * @param object empty where anything is wrong
     * @param faults all that is wrong
     */
    public record Read<T>(Optional<T> object, List<Problem.Part> faults) {
        /** Copies the list. */
        public Read {
            faults = List.copyOf(faults);
        }
    }

    /** Reads a document. */
    public Read<T> read(JsonNode document) {
        var faults = new Faults();
        var object = reader.apply(new Fields(document, "", faults));
        return new Read<>(object.filter(_ -> faults.count() == 0), faults.all());
    }
}
