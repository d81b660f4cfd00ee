package dev.tollgate.cli.objects;

import dev.tollgate.cli.api.AdminClient;
import dev.tollgate.cli.api.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that is configured in a stage, read by lists.
 *
 * @param objects in the order of kinds and ids
 * @param unreadable objects that are stored but cannot be understood, each with the reason
 */
public record Inventory(Map<ObjectRef, StoredObject> objects, List<String> unreadable) {
    /** Reads it: a call for each 100 objects. What is changed meanwhile is seen or not. */
    public static Inventory read(AdminClient client) {
        var objects = new TreeMap<ObjectRef, StoredObject>();
        var unreadable = new ArrayList<String>();
        for (var kind : Kind.values()) {
            client.pages(Call.of("GET", kind.path()), page -> {
                for (var item : page.path("items")) {
                    var stored = StoredObject.of(kind, item);
                    objects.put(stored.object().ref(), stored);
                }
                page.path("unreadable")
                        .forEach(bad -> unreadable.add("%s %s cannot be read: %s"
                                .formatted(
                                        kind.title(),
                                        bad.path("id").asText(),
                                        bad.path("detail").asText())));
                return true;
            });
        }
        return new Inventory(objects, unreadable);
    }
}
