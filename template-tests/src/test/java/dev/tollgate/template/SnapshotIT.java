package dev.tollgate.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The templates are as they were reviewed: {@code src/test/snapshots} has both stages with what must be set. */
class SnapshotIT {
    private static final Path FOLDER = Path.of("src/test/snapshots");
    private static final String UPDATE = "template-tests/update-snapshots";
    /** More than that is read in the snapshots' own diff. */
    private static final int MOST_LINES = 40;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Test
    void theTemplates_areAsTheyWere() throws IOException {
        var templates = templates();
        if (System.getProperty("tollgate.snapshots", "").equals("update")) {
            update(templates);
        }

        var lines = new ArrayList<String>();
        for (var template : templates.entrySet()) {
            var snapshot = FOLDER.resolve(template.getKey());
            var before = Files.exists(snapshot) ? JSON.readTree(snapshot.toFile()) : JSON.createObjectNode();
            TemplateDiff.of(before, JSON.readTree(template.getValue()))
                    .forEach(line -> lines.add(template.getKey() + "  " + line));
        }

        if (!lines.isEmpty()) {
            fail(message(lines));
        }
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(templates.keySet());
        }
    }

    private static String message(List<String> lines) {
        var shown = String.join("\n", lines.subList(0, Math.min(lines.size(), MOST_LINES)));
        var more = lines.size() > MOST_LINES ? "\n… and %d more".formatted(lines.size() - MOST_LINES) : "";
        return "The templates are not what they were (- was, + is, ~ changed):\n%s%s\nIf it is meant so: %s"
                .formatted(shown, more, UPDATE);
    }

    private static void update(Map<String, String> templates) throws IOException {
        Files.createDirectories(FOLDER);
        try (var files = Files.list(FOLDER)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        for (var template : templates.entrySet()) {
            Files.writeString(FOLDER.resolve(template.getKey()), template.getValue(), UTF_8);
        }
    }

    /** Texts by the names of their files. */
    private static Map<String, String> templates() throws IOException {
        var texts = new TreeMap<String, String>();
        add(Stages.ofLeast(), "", texts);
        add(Stages.ofExample(), "example-", texts);
        return texts;
    }

    private static void add(Stages stages, String prefix, Map<String, String> texts) throws IOException {
        for (var stack : stages.stacks().entrySet()) {
            var name = stack.getKey().replace('/', '-').toLowerCase(Locale.ROOT) + ".json";
            texts.put(prefix + name, text(stack.getValue().template().document()));
        }
    }

    /** Without what is another one after each change of code, and what CloudFormation does not read. */
    private static String text(JsonNode template) throws IOException {
        var copy = template.<ObjectNode>deepCopy();
        copy.path("Resources").forEach(resource -> ((ObjectNode) resource).remove("Metadata"));
        // As maps, since the order of a node's fields is its own.
        return JSON.writeValueAsString(JSON.treeToValue(copy, Object.class))
                        .replaceAll("\"[0-9a-f]{64}\\.zip\"", "\"<asset>.zip\"")
                        .replaceAll("([0-9A-F]{8})[0-9a-f]{32}\"", "$1<hash>\"")
                + "\n";
    }
}
