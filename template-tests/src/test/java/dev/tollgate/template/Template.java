package dev.tollgate.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A CloudFormation template, as it is synthesized.
 *
 * @param document the whole of it
 */
record Template(JsonNode document) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** The properties of all resources of a type such as {@code AWS::DynamoDB::Table}, by their logical ids. */
    TreeMap<String, JsonNode> properties(String type) {
        var found = new TreeMap<String, JsonNode>();
        resources(type).forEach((id, resource) -> found.put(id, resource.path("Properties")));
        return found;
    }

    /** All resources of a type, with what stands beside their properties, by their logical ids. */
    Map<String, JsonNode> resources(String type) {
        var found = new TreeMap<>(resources());
        found.values().removeIf(resource -> !resource.path("Type").asText().equals(type));
        return found;
    }

    /** All resources, by their logical ids. */
    Map<String, JsonNode> resources() {
        var found = new TreeMap<String, JsonNode>();
        document.path("Resources").properties().forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    /** The properties of the only resource of a type. */
    JsonNode only(String type) {
        var found = properties(type);
        if (found.size() != 1) {
            throw new IllegalArgumentException("not one %s, but %s".formatted(type, found.keySet()));
        }
        return found.firstEntry().getValue();
    }

    /** The elements of a list, or the one thing that stands in its place; none where there is nothing. */
    static Stream<JsonNode> each(JsonNode list) {
        return list.isArray()
                ? StreamSupport.stream(list.spliterator(), false)
                : Stream.of(list).filter(node -> !node.isMissingNode());
    }

    /**
     * A text in which what the deployment computes stands as {@code ${Id}} or {@code ${Id.Attribute}}.
     *
     * @throws IllegalArgumentException if it is put together in a way that is not understood here
     */
    static String text(JsonNode value) {
        if (value.has("Fn::Join")) {
            var join = value.path("Fn::Join");
            return each(join.path(1))
                    .map(Template::text)
                    .collect(Collectors.joining(join.path(0).asText()));
        }
        if (value.has("Fn::GetAtt")) {
            return "${%s.%s}"
                    .formatted(
                            value.at("/Fn::GetAtt/0").asText(),
                            value.at("/Fn::GetAtt/1").asText());
        }
        if (value.has("Ref")) {
            return "${%s}".formatted(value.path("Ref").asText());
        }
        if (value.isObject()) {
            throw new IllegalArgumentException("not understood as a text: " + value);
        }
        return value.asText();
    }

    /**
     * What is written in a text as JSON.
     *
     * @throws IllegalArgumentException if it is none
     */
    static JsonNode json(JsonNode value) {
        try {
            return JSON.readTree(text(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * A text that CloudFormation would use as it stands.
     *
     * @throws IllegalArgumentException if it is absent or is computed in the deployment
     */
    static String literal(JsonNode properties, String name) {
        var value = properties.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("%s is no literal text: %s".formatted(name, value));
        }
        return value.textValue();
    }
}
