package dev.tollgate.cli.objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Objects in files: a YAML document for each, with {@code apiVersion}, {@code kind}, {@code metadata.name} and {@code spec}.
 * Files are read one after another; then the objects can be taken. Not thread safe.
 */
public final class Manifest {
    /** The version of the form. */
    public static final String API_VERSION = "tollgate.dev/v1";

    private static final Set<String> FIELDS = Set.of("apiVersion", "kind", "metadata", "spec");

    private final Map<ObjectRef, ConfiguredObject> objects = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    /** An object's document. */
    public static ObjectNode document(ConfiguredObject object) {
        var document = Json.object().put("apiVersion", API_VERSION);
        document.put("kind", object.ref().kind().title());
        document.putObject("metadata").put("name", object.ref().id());
        return document.set("spec", object.spec());
    }

    /** Reads a file's documents; what is wrong with them is told by {@link #objects}. */
    public void read(String file, String text) {
        try (var parser = Yaml.parser(text)) {
            while (parser.nextToken() != null) {
                var place = file + ":" + parser.currentTokenLocation().getLineNr();
                JsonNode document = parser.readValueAsTree();
                if (document.isArray()) {
                    document.forEach(each -> add(place, each));
                } else if (!document.isNull()
                        && !(document.isTextual() && document.asText().isEmpty())) {
                    add(place, document);
                }
            }
        } catch (JsonProcessingException e) {
            faults.add(file + Yaml.fault(e));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be read", e);
        }
    }

    private void add(String place, JsonNode document) {
        var before = faults.size();
        if (!document.path("apiVersion").asText().equals(API_VERSION)) {
            faults.add(place + ": apiVersion must be " + API_VERSION);
        }
        var kind = Kind.titled(document.path("kind").asText());
        if (kind.isEmpty()) {
            faults.add(place + ": kind must be PriceTable, Policy, Backend or Subscription");
        }
        var name = document.path("metadata").path("name");
        if (!name.isTextual() || name.asText().isEmpty()) {
            faults.add(place + ": metadata.name must be the object's id");
        }
        if (!document.path("spec").isObject() || document.path("spec").has("id")) {
            faults.add(place + ": spec must have the object's fields, without id");
        }
        document.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                faults.add(place + ": " + field + " is not known");
            }
        });
        if (faults.size() == before) {
            var ref = new ObjectRef(kind.orElseThrow(), name.asText());
            var object = new ConfiguredObject(ref, (ObjectNode) document.path("spec"));
            if (objects.put(ref, object) != null) {
                faults.add(place + ": " + ref + " is there twice");
            }
        }
    }

    /**
     * All objects, in the order of kinds and ids.
     *
     * @throws ManifestException if anything is wrong with any
     */
    public List<ConfiguredObject> objects() {
        if (!faults.isEmpty()) {
            throw new ManifestException(String.join("\n", faults));
        }
        return List.copyOf(objects.values());
    }
}
