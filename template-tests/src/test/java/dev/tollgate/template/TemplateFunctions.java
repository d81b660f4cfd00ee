package dev.tollgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** What a template gives its functions to start with. */
final class TemplateFunctions {
    private static final String TYPE = "AWS::Lambda::Function";

    private TemplateFunctions() {}

    /**
     * The properties of the function with this handler.
     *
     * @throws IllegalArgumentException if there is no such function, or more than one
     */
    static JsonNode find(Template template, Class<?> handler) {
        var functions = template.properties(TYPE).values().stream()
                .filter(function -> Template.literal(function, "Handler").equals(handler.getName()))
                .toList();
        if (functions.size() != 1) {
            throw new IllegalArgumentException("%d functions with %s".formatted(functions.size(), handler));
        }
        return functions.getFirst();
    }

    /**
     * What the template sets in that function's environment.
     *
     * @throws IllegalArgumentException if there is no such function, or a value is worked out in the deployment
     */
    static Map<String, String> variables(Template template, Class<?> handler) {
        var set = find(template, handler).at("/Environment/Variables");
        var variables = new TreeMap<String, String>();
        set.fieldNames().forEachRemaining(name -> variables.put(name, Template.literal(set, name)));
        return variables;
    }
}
