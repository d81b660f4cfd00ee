package dev.tollgate.template;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.infra.Tollgate;
import dev.tollgate.infra.stage.Zips;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagReportFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/**
 * Both stages as they are synthesized from these settings, with the zips of this build, and checked by cdk-nag. Immutable.
 *
 * @param stacks by {@code <stage>/<stack>}, such as {@code Sandbox/Gateway}
 * @param folder where the templates are, and what cdk-nag reports
 */
record Stages(Map<String, Stack> stacks, Path folder) {
    static final String ACCOUNT = "123456789012";
    static final String REGION = "eu-central-1";
    static final List<String> STAGES = List.of("Production", "Sandbox");

    /** Where the working tree is, for tests of this module. */
    static final Path ROOT = Path.of("..");

    /** What must be set, and nothing besides. */
    static final Map<String, Object> LEAST = Map.of(
            "production.adminRoles", "admin=arn:aws:iam::123456789012:role/Platform",
            "sandbox.adminRoles", "admin=arn:aws:iam::123456789012:role/Platform");

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /**
     * One of the stacks.
     *
     * @param name its name in CloudFormation
     * @param isProtected whether it can only be deleted once its protection is taken away
     * @param messages errors and warnings of the CDK, which its command shows
     */
    record Stack(String name, boolean isProtected, List<String> messages, Template template) {}

    /** Synthesized once in a test run, from {@link #LEAST}. */
    static Stages ofLeast() {
        return Least.STAGES;
    }

    /** Synthesized once in a test run, from {@code infra/example.context.json}, where everything is set. */
    static Stages ofExample() {
        return Example.STAGES;
    }

    /** All that a test run synthesizes. */
    static Stream<Stages> all() {
        return Stream.of(ofLeast(), ofExample());
    }

    private static final class Least {
        static final Stages STAGES = of(LEAST);
    }

    private static final class Example {
        static final Stages STAGES = of(example());
    }

    /** The settings of the example. */
    static Map<String, Object> example() {
        return fields(read("infra/example.context.json"));
    }

    private static JsonNode read(String file) {
        try {
            return JSON.readTree(ROOT.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> fields(JsonNode object) {
        return new TreeMap<>(JSON.convertValue(object, new TypeReference<Map<String, Object>>() {}));
    }

    static Stages of(Map<String, Object> context) {
        var app = app(context);
        // What is added to an app is not applied to the stages in it.
        for (var stage : STAGES) {
            Aspects.of(app.getNode().findChild(stage))
                    .add(AwsSolutionsChecks.Builder.create()
                            .reportFormats(List.of(NagReportFormat.JSON))
                            .build());
        }
        var assembly = app.synth();
        var stacks = new LinkedHashMap<String, Stack>();
        for (var stage : STAGES) {
            for (var stack : assembly.getNestedAssembly("assembly-" + stage).getStacks()) {
                stacks.put(
                        stack.getHierarchicalId(),
                        new Stack(
                                stack.getStackName(),
                                Boolean.TRUE.equals(stack.getTerminationProtection()),
                                messages(stack),
                                new Template(JSON.valueToTree(stack.getTemplate()))));
            }
        }
        return new Stages(stacks, Path.of(assembly.getDirectory()));
    }

    private static List<String> messages(CloudFormationStackArtifact stack) {
        return stack.getMetadata().values().stream()
                .flatMap(List::stream)
                .filter(entry -> Set.of("aws:cdk:error", "aws:cdk:warning").contains(entry.getType()))
                .map(entry -> String.valueOf(entry.getData()))
                .toList();
    }

    /** An app with both stages, not yet synthesized. */
    static App app(Map<String, Object> context) {
        // As the CDK's command starts it: with what cdk.json says, and metadata of which construct a resource is.
        var settings = fields(read("cdk.json").path("context"));
        settings.put("aws:cdk:enable-path-metadata", true);
        settings.putAll(context);
        var app = new App(AppProps.builder().context(settings).build());
        Tollgate.addTo(
                app,
                Zips.under(ROOT),
                Environment.builder().account(ACCOUNT).region(REGION).build());
        return app;
    }

    /** One of the templates. */
    Template template(String stage, String stack) {
        var found = stacks.get(stage + "/" + stack);
        if (found == null) {
            throw new IllegalArgumentException("no stack %s/%s, but %s".formatted(stage, stack, stacks.keySet()));
        }
        return found.template();
    }

    /** The stacks of a stage such as {@code Sandbox}, by their names without it. */
    Map<String, Stack> ofStage(String stage) {
        return stacks.entrySet().stream()
                .filter(stack -> stack.getKey().startsWith(stage + "/"))
                .collect(Collectors.toMap(
                        stack -> stack.getKey().substring(stage.length() + 1),
                        Map.Entry::getValue,
                        (one, _) -> one,
                        TreeMap::new));
    }

    /** All templates. */
    Stream<Template> templates() {
        return stacks.values().stream().map(Stack::template);
    }
}
