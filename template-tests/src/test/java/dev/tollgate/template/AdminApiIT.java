package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The admin API has what the function answers, for those whom AWS knows. */
class AdminApiIT {
    private static final String METHOD = "AWS::ApiGateway::Method";

    @Test
    void theAdminApi_hasTheRoutesOfTheOpenApiDocument_andNoneMore() throws IOException {
        var document = new JsonMapper(new YAMLFactory())
                .readTree(Stages.ROOT
                        .resolve("functions/admin/src/main/resources/openapi.yaml")
                        .toFile());
        var routes = new HashSet<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (operation.getValue().has("responses")) {
                        routes.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        assertThat(routes).contains("GET /policies/{id}", "PUT /credentials/{name}");

        for (var stage : Stages.STAGES) {
            assertThat(routes(Stages.ofLeast().template(stage, "Admin"))).isEqualTo(routes);
        }
    }

    @Test
    void everyAdminMethod_knowsWhoAsks() {
        var byIam = Stages.ofLeast().template("Production", "Admin");
        var byCognito = Stages.ofExample().template("Production", "Admin");
        var authorizer = byCognito.properties("AWS::ApiGateway::Authorizer").firstKey();

        assertThat(byIam.properties(METHOD).values())
                .allSatisfy(method -> assertThat(Template.literal(method, "AuthorizationType"))
                        .isEqualTo("AWS_IAM"));
        assertThat(byCognito.properties(METHOD).values()).allSatisfy(method -> {
            assertThat(Template.literal(method, "AuthorizationType")).isEqualTo("COGNITO_USER_POOLS");
            assertThat(method.at("/AuthorizerId/Ref").asText()).isEqualTo(authorizer);
        });
    }

    /** Such as {@code GET /policies/{id}}. */
    private static Set<String> routes(Template template) {
        var resources = template.properties("AWS::ApiGateway::Resource");
        return template.properties(METHOD).values().stream()
                .map(method -> Template.literal(method, "HttpMethod") + " "
                        + path(method.at("/ResourceId/Ref").asText(), resources))
                .collect(Collectors.toSet());
    }

    private static String path(String id, Map<String, JsonNode> resources) {
        var resource = resources.get(id);
        return resource == null
                ? ""
                : path(resource.at("/ParentId/Ref").asText(), resources) + "/" + Template.literal(resource, "PathPart");
    }
}
