package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The functions in the templates are those of the zips. */
class FunctionsIT {
    private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";

    /** The stack of each function, and the module that its zip is of. */
    private static final Map<String, String> MODULES = Map.of("Gateway", "proxy", "Admin", "admin");

    @Test
    void theHandler_andTheWrapper_areInTheZip() throws IOException {
        for (var stack : MODULES.keySet()) {
            for (var function : functions(stack)) {
                var handler = Template.literal(function, "Handler").replace('.', '/') + ".class";
                var wrapper = function.at("/Environment/Variables/" + WRAPPER).asText();
                assertThat(wrapper).startsWith("/var/task/");
                try (var zip = FileSystems.newFileSystem(zip(stack), Map.of("enablePosixFileAttributes", true))) {
                    assertThat(zip.getPath("/", handler)).exists();
                    var script = zip.getPath("/", wrapper.substring("/var/task/".length()));
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
                            .isEqualTo("rwxr-xr-x");
                }
            }
        }
    }

    @Test
    void everyVariableThatTheCodeReads_isSet_andNoOther() {
        var proxy = names(
                Stream.of(dev.tollgate.proxy.function.Variable.values()).map(each -> each.id()),
                "POWERTOOLS_LOG_LEVEL");
        var admin =
                names(Stream.of(dev.tollgate.admin.function.Variable.values()).map(each -> each.id()));

        assertThat(functions("Gateway"))
                .allSatisfy(function -> assertThat(variables(function)).isEqualTo(proxy));
        assertThat(functions("Admin"))
                .allSatisfy(function -> assertThat(variables(function)).isEqualTo(admin));
    }

    @Test
    void everyFunction_isAPublishedSnapshotOnJava25_behindAnAlias() {
        for (var stack : MODULES.keySet()) {
            assertThat(functions(stack)).hasSize(4).allSatisfy(function -> {
                assertThat(Template.literal(function, "Runtime")).isEqualTo("java25");
                assertThat(function.path("Architectures")).map(JsonNode::asText).containsExactly("arm64");
                // Instances are started once and kept: Lambda has no snapshots of them.
                var isOnInstances = function.has("CapacityProviderConfig");
                assertThat(function.at("/SnapStart/ApplyOn").asText())
                        .isEqualTo(isOnInstances ? "" : "PublishedVersions");
            });
        }
        assertThat(functions("Gateway").stream().filter(function -> function.has("CapacityProviderConfig")))
                .singleElement()
                // Whatever is published has three processes, called or not.
                .satisfies(function ->
                        assertThat(function.path("PublishToLatestPublished")).isEqualTo(BooleanNode.FALSE));
        Stages.all()
                .forEach(stages -> Stages.STAGES.forEach(stage -> MODULES.keySet()
                        .forEach(stack -> assertThat(aliasedFunction(stages.template(stage, stack)))
                                .isEqualTo(stages.template(stage, stack)
                                        .properties("AWS::Lambda::Function")
                                        .firstKey()))));
    }

    /** The logical id of the function whose version the alias stands for. */
    private static String aliasedFunction(Template template) {
        var alias = template.only("AWS::Lambda::Alias");
        assertThat(template.properties("AWS::Lambda::Version"))
                .containsOnlyKeys(alias.at("/FunctionVersion/Fn::GetAtt/0").asText());
        var version = template.only("AWS::Lambda::Version");
        assertThat(alias.path("FunctionName")).isEqualTo(version.path("FunctionName"));
        return version.at("/FunctionName/Ref").asText();
    }

    /** Of both stages, as both settings have them. */
    private static List<JsonNode> functions(String stack) {
        return Stages.all()
                .flatMap(stages -> Stages.STAGES.stream().map(stage -> stages.template(stage, stack)))
                .map(template -> template.only("AWS::Lambda::Function"))
                .toList();
    }

    private static Path zip(String stack) {
        var module = MODULES.get(stack);
        return Stages.ROOT.resolve("functions/%1$s/target/%1$s.zip".formatted(module));
    }

    private static Set<String> variables(JsonNode function) {
        var names = new TreeSet<String>();
        function.at("/Environment/Variables").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> names(Stream<String> names, String... others) {
        return Stream.of(names, Stream.of(others), Stream.of(WRAPPER))
                .flatMap(each -> each)
                .collect(Collectors.toSet());
    }
}
