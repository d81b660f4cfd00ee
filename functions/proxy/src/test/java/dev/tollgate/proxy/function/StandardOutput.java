package dev.tollgate.proxy.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps what is written to the standard output, until it is closed. */
final class StandardOutput implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream before = System.out;

    StandardOutput() {
        // As the function's start does it.
        FunctionLog.configure(Map.of());
        System.setOut(new PrintStream(written, true, UTF_8));
    }

    /** Its lines, each of which must be JSON. */
    List<JsonNode> lines() throws IOException {
        return json(written.toString(UTF_8));
    }

    static List<JsonNode> json(String text) throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : text.lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    @Override
    public void close() {
        System.setOut(before);
    }
}
