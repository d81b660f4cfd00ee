package dev.tollgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

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
        var role = TemplateFunctions.find(template, handler)
                .at("/Role/Fn::GetAtt/0")
                .asText();
        var properties = template.properties("AWS::IAM::Role").get(role);
        if (properties == null || properties.has("Policies") || properties.has("ManagedPolicyArns")) {
            throw new IllegalArgumentException("a role with rights of its own: " + role);
        }
        var rights = new ArrayList<Right>();
        template.properties("AWS::IAM::Policy").values().stream()
                .filter(policy -> Template.each(policy.path("Roles"))
                        .anyMatch(one -> one.path("Ref").asText().equals(role)))
                .flatMap(policy -> Template.each(policy.at("/PolicyDocument/Statement")))
                .forEach(statement -> add(statement, rights));
        return new Rights(List.copyOf(rights));
    }

    private static void add(JsonNode statement, List<Right> rights) {
        if (!statement.path("Effect").asText().equals("Allow") || statement.size() != 3) {
            throw new IllegalArgumentException("more than what is allowed on what: " + statement);
        }
        Template.each(statement.path("Action"))
                .map(JsonNode::asText)
                .filter(action -> !action.startsWith("logs:"))
                .forEach(action -> Template.each(statement.path("Resource"))
                        .forEach(resource -> rights.add(new Right(action, text(resource)))));
    }

    /** A text of which nothing is left to the deployment. */
    private static String text(JsonNode value) {
        var text = Template.text(value);
        for (var known : PSEUDO_PARAMETERS.entrySet()) {
            text = text.replace("${%s}".formatted(known.getKey()), known.getValue());
        }
        if (text.contains("${")) {
            throw new IllegalArgumentException("not known before the deployment: " + value);
        }
        return text;
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
