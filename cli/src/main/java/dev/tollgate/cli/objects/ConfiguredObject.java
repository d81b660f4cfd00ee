package dev.tollgate.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.api.Json;
import java.util.List;
import java.util.stream.Stream;

/**
 * An object that is configured, or is to be.
 *
 * @param ref its kind and id
 * @param spec all else that can be sent: without id, version and createdAt. Not to be changed
 */
public record ConfiguredObject(ObjectRef ref, ObjectNode spec) {
    private static final List<String> APART = List.of("id", "version", "createdAt");

    /** Of the form in which the API shows and takes it. */
    public static ConfiguredObject of(Kind kind, JsonNode shown) {
        var spec = Json.object();
        shown.properties().forEach(field -> {
            if (!APART.contains(field.getKey())) {
                spec.set(field.getKey(), field.getValue());
            }
        });
        return new ConfiguredObject(new ObjectRef(kind, shown.path("id").asText()), spec);
    }

    /** The form in which the API takes it. */
    public ObjectNode body() {
        var body = Json.object().put("id", ref.id());
        body.setAll(spec);
        return body;
    }

    /** What it refers to. */
    public Stream<ObjectRef> references() {
        return ref.kind().references(spec);
    }
}
