package dev.tollgate.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The kinds of objects that are configured, in the order in which they are exported. */
public enum Kind {
    /** What models cost. */
    PRICES("PriceTable", "prices", "price table", 0),
    /** What subscriptions grant. */
    POLICIES("Policy", "policies", "policy", 1),
    /** The providers behind the stage. */
    BACKENDS("Backend", "backends", "backend", 1),
    /** Who may call what, under which policy. */
    SUBSCRIPTIONS("Subscription", "subscriptions", "subscription", 2);

    private final String title;
    private final String path;
    private final String noun;
    private final int level;

    Kind(String title, String path, String noun, int level) {
        this.title = title;
        this.path = path;
        this.noun = noun;
        this.level = level;
    }

    /** Its name in files. */
    public String title() {
        return title;
    }

    /** Its name in URLs and commands. */
    public String path() {
        return path;
    }

    /** One of it, for people. */
    public String noun() {
        return noun;
    }

    /** It refers to kinds of lower levels alone. */
    public int level() {
        return level;
    }

    /** The parameters that lists of it can be narrowed by. */
    public List<String> filters() {
        return switch (this) {
            case PRICES -> List.of();
            case POLICIES -> List.of("billingPlan");
            case BACKENDS -> List.of("dialect");
            case SUBSCRIPTIONS -> List.of("policy", "backend", "subscriber", "status", "application");
        };
    }

    /** The kind that files call so. */
    public static Optional<Kind> titled(String title) {
        return Arrays.stream(values()).filter(kind -> kind.title.equals(title)).findFirst();
    }

    /** What an object of this kind refers to. */
    Stream<ObjectRef> references(JsonNode spec) {
        return switch (this) {
            case PRICES -> Stream.empty();
            case POLICIES, BACKENDS ->
                Stream.of(spec.at("/charging/prices"))
                        .filter(JsonNode::isTextual)
                        .map(id -> new ObjectRef(PRICES, id.asText()));
            case SUBSCRIPTIONS ->
                Stream.concat(
                        Stream.of(new ObjectRef(POLICIES, spec.path("policy").asText())),
                        StreamSupport.stream(spec.path("backends").spliterator(), false)
                                .map(id -> new ObjectRef(BACKENDS, id.asText())));
        };
    }
}
