package dev.tollgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a template allows a function: the policies of its role, but for those about its log. Immutable.
 *
 * @param all one for each action and resource
 */
record Rights(List<Right> all) {
    /** As {@link Stages} has them. */
    private static final Map<String, String> PSEUDO_PARAMETERS =
            Map.of("AWS::Partition", "aws", "AWS::AccountId", Stages.ACCOUNT, "AWS::Region", Stages.REGION);

    /**
     * Those of the function with this handler.
     *
     * @throws IllegalArgumentException if there is no such function, or it has rights in a form that is not understood here
     */
    static Rights of(Template template, Class<?> handler) {
        var role = template.properties("AWS::Lambda::Function").values().stream()
                .filter(function -> Template.literal(function, "Handler").equals(handler.getName()))
                .map(function -> function.at("/Role/Fn::GetAtt/0").asText())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no function with " + handler));
        var properties = template.properties("AWS::IAM::Role").get(role);
        if (properties == null || properties.has("Policies") || properties.has("ManagedPolicyArns")) {
            throw new IllegalArgumentException("a role with rights of its own: " + role);
        }
        var rights = new ArrayList<Right>();
        template.properties("AWS::IAM::Policy").values().stream()
                .filter(policy -> elements(policy.path("Roles"))
                        .anyMatch(one -> one.path("Ref").asText().equals(role)))
                .flatMap(policy -> elements(policy.at("/PolicyDocument/Statement")))
                .forEach(statement -> add(statement, rights));
        return new Rights(List.copyOf(rights));
    }

    private static void add(JsonNode statement, List<Right> rights) {
        if (!statement.path("Effect").asText().equals("Allow") || statement.size() != 3) {
            throw new IllegalArgumentException("more than what is allowed on what: " + statement);
        }
        elements(statement.path("Action"))
                .map(JsonNode::asText)
                .filter(action -> !action.startsWith("logs:"))
                .forEach(action -> elements(statement.path("Resource"))
                        .forEach(resource -> rights.add(new Right(action, text(resource)))));
    }

    /** A text, however it is put together. */
    private static String text(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.has("Fn::Join")) {
            return elements(value.at("/Fn::Join/1"))
                    .map(Rights::text)
                    .collect(Collectors.joining(value.at("/Fn::Join/0").asText()));
        }
        var known = PSEUDO_PARAMETERS.get(value.path("Ref").asText());
        if (known == null) {
            throw new IllegalArgumentException("not known before the deployment: " + value);
        }
        return known;
    }

    /** What a list holds, or what stands in a list's place. */
    private static Stream<JsonNode> elements(JsonNode value) {
        return value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
    }

    boolean allow(Access access) {
        return all.stream().anyMatch(right -> right.covers(access));
    }

    /** Those that none of this needs. */
    List<Right> beyond(Collection<Access> needed) {
        return all.stream()
                .filter(right -> needed.stream().noneMatch(right::covers))
                .toList();
    }
}
