package dev.tollgate.upstream.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A JSON object in UTF-8 that a caller sent, read once and strictly: no duplicate names, nothing behind it, nothing
 * beyond the limits below. Two readers of such a body can only understand the same.
 *
 * <p>Changes are cut into the bytes: what is not changed goes on as it came, numbers and spaces too. Immutable.
 */
public final class JsonBody {
    /** How deep objects and arrays may be nested. */
    public static final int MAX_DEPTH = 100;

    /** How many characters a text may have: an image beside its prompt is the longest that fits into a call. */
    public static final int MAX_STRING_LENGTH = 5 * 1024 * 1024;

    /** About how many bytes a name may have. Jackson looks as its buffer grows, which doubles: up to twice as many pass. */
    public static final int MAX_NAME_LENGTH = 16 * 1024;

    /** How many digits a number may have. */
    public static final int MAX_NUMBER_LENGTH = 1_000;

    /** How many names, values and brackets: a body of empty objects would otherwise take thirty times its size. */
    public static final int MAX_TOKENS = 200_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxTokenCount(MAX_TOKENS)
                    .build())
            .build();
    private static final ObjectReader READER =
            JsonMapper.builder(FACTORY).build().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final byte[] bytes;
    private final ObjectNode fields;

    private JsonBody(byte[] bytes, ObjectNode fields) {
        this.bytes = bytes;
        this.fields = fields;
    }

    /**
     * Reads a body.
     *
     * @param bytes the body; kept, not copied
     * @throws MalformedJsonException if it is not one JSON object in UTF-8, with a message for the caller
     */
    public static JsonBody parse(byte[] bytes) throws MalformedJsonException {
        requireUtf8Object(bytes);
        try {
            return new JsonBody(bytes, (ObjectNode) READER.readTree(bytes));
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(JsonFaults.describe(e));
        } catch (IOException e) {
            throw new MalformedJsonException("The body is not UTF-8.");
        }
    }

    /** How many bytes it has. */
    public int size() {
        return bytes.length;
    }

    /** The fields. Not to be changed. */
    public ObjectNode fields() {
        return fields;
    }

    /** The field's value, missing where it is absent or null. */
    public JsonNode get(String name) {
        var value = fields.path(name);
        return value.isNull() ? fields.missingNode() : value;
    }

    /**
     * The object that a field holds, as it came; what is changed in it can be set by {@link #raw}.
     *
     * @throws IllegalArgumentException if the field is absent or no object
     */
    public JsonBody object(String name) {
        if (!(fields.get(name) instanceof ObjectNode object)) {
            throw new IllegalArgumentException("no object: " + name);
        }
        var place = replacedValues(Map.of(name, object)).getFirst();
        return new JsonBody(Arrays.copyOfRange(bytes, place.start(), place.end()), object);
    }

    /** A value that is written as these bytes of JSON. */
    public static JsonNode raw(byte[] json) {
        return new POJONode(new RawValue(new String(json, StandardCharsets.UTF_8)));
    }

    /** The body as it came, with these top-level fields set to these values. */
    public byte[] with(Map<String, JsonNode> changes) {
        if (changes.isEmpty()) {
            return bytes;
        }
        var out = new ByteArrayOutputStream(bytes.length + 64 * changes.size());
        var open = indexOfOpeningBrace(bytes) + 1;
        out.write(bytes, 0, open);
        changes.forEach((name, value) -> {
            if (!fields.has(name)) {
                out.writeBytes("\"%s\":%s%s"
                        .formatted(name, value, fields.isEmpty() ? "" : ",")
                        .getBytes(StandardCharsets.UTF_8));
            }
        });
        var copied = open;
        for (var replaced : replacedValues(changes)) {
            out.write(bytes, copied, replaced.start() - copied);
            out.writeBytes(replaced.by().toString().getBytes(StandardCharsets.UTF_8));
            copied = replaced.end();
        }
        out.write(bytes, copied, bytes.length - copied);
        return out.toByteArray();
    }

    private record Replaced(int start, int end, JsonNode by) {}

    /** Where the present values of these fields stand, in the order of the body. */
    private List<Replaced> replacedValues(Map<String, JsonNode> changes) {
        var replaced = new ArrayList<Replaced>();
        try (var parser = FACTORY.createParser(bytes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var change = changes.get(parser.currentName());
                parser.nextToken();
                var start = offset(parser.currentTokenLocation());
                parser.skipChildren();
                parser.finishToken();
                if (change != null) {
                    replaced.add(new Replaced(start, endOfValue(parser, start), change));
                }
            }
            return replaced;
        } catch (IOException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }

    private static int endOfValue(JsonParser parser, int start) throws IOException {
        return parser.currentToken().isStructEnd() || parser.hasToken(JsonToken.VALUE_STRING)
                ? offset(parser.currentLocation())
                : start + parser.getTextLength();
    }

    private static int offset(JsonLocation location) {
        return Math.toIntExact(location.getByteOffset());
    }

    /** Jackson would also take UTF-16, UTF-32 and a byte order mark; providers do not, and offsets would be wrong. */
    private static void requireUtf8Object(byte[] bytes) throws MalformedJsonException {
        var start = indexOfOpeningBrace(bytes);
        if (start == bytes.length) {
            throw new MalformedJsonException("The body is empty: send a JSON object.");
        }
        if (bytes[start] != '{' || (start + 1 < bytes.length && bytes[start + 1] == 0) || !isUtf8(bytes)) {
            throw new MalformedJsonException("The body must be a JSON object in UTF-8, without a byte order mark.");
        }
    }

    /** Jackson takes some sequences that others do not, such as letters in two bytes. */
    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static int indexOfOpeningBrace(byte[] bytes) {
        var index = 0;
        while (index < bytes.length && " \t\r\n".indexOf(bytes[index]) >= 0) {
            index++;
        }
        return index;
    }
}
