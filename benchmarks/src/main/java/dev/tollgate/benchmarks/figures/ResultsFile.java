package dev.tollgate.benchmarks.figures;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** The raw figures as JSON, for those who want to calculate otherwise. */
public final class ResultsFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ResultsFile() {}

    /**
     * Writes a file, with when, where and how long was measured before what was.
     *
     * @param measured in the order of the file
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Instant at, Rounds rounds, SequencedMap<String, ?> measured)
            throws IOException {
        var content = new LinkedHashMap<String, Object>();
        content.put("at", at.toString());
        content.put(
                "machine",
                Map.of(
                        "cores", Runtime.getRuntime().availableProcessors(),
                        "java", Runtime.version().toString(),
                        "system", System.getProperty("os.name") + " " + System.getProperty("os.arch")));
        content.put("rounds", rounds.count());
        content.put("millisPerMeasurement", rounds.time().toMillis());
        content.putAll(measured);
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writeValueAsString(content) + "\n");
    }
}
