package dev.tollgate.cli.objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.yaml.snakeyaml.LoaderOptions;

/** YAML, always written the same way: fields as they come, quotes where they are needed, no anchors, lines by LF. */
public final class Yaml {
    private static final int LARGEST_FILE = 512 * 1024 * 1024;

    private static final ObjectMapper MAPPER = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .loaderOptions(limits())
            .build());

    private Yaml() {}

    /** A document with its start line. */
    public static String write(JsonNode document) {
        return "---\n" + YamlText.of(document);
    }

    /**
     * The one document of a text; missing if it is empty.
     *
     * @throws ManifestException if it is no YAML, or has several documents
     */
    public static JsonNode read(String name, String text) {
        try (var parser = parser(text)) {
            if (parser.nextToken() == null) {
                return MissingNode.getInstance();
            }
            JsonNode document = parser.readValueAsTree();
            if (parser.nextToken() != null) {
                throw new ManifestException(name + " has more than one document");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new ManifestException(name + fault(e));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be read", e);
        }
    }

    /** Where it is wrong, and how, without what stands there. */
    static String fault(JsonProcessingException e) {
        var location = e.getLocation();
        var line = location == null ? "" : ":" + location.getLineNr();
        return line + ": " + e.getOriginalMessage().lines().findFirst().orElse("not YAML");
    }

    /** The parser of a text that may hold many documents; aliases are refused. */
    static JsonParser parser(String text) throws IOException {
        var parser = new NoAliases(MAPPER.getFactory().createParser(text));
        parser.setCodec(MAPPER);
        return parser;
    }

    private static LoaderOptions limits() {
        var options = new LoaderOptions();
        // Its own limit of 3 MB is for files of strangers: some 10,000 objects have more.
        options.setCodePointLimit(LARGEST_FILE);
        return options;
    }
}
