package dev.tollgate.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The raw figures as JSON, for those who want to calculate otherwise. */
final class ResultsFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ResultsFile() {}

    static void write(Path file, Instant at, Rounds rounds, Results results, List<Count> costs, List<Count> atTheLimit)
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
        content.put("measurements", results.measurements());
        content.put("costs", costs);
        content.put("atTheLimit", atTheLimit);
        content.put("targets", Target.of(results));
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writeValueAsString(content) + "\n");
    }
}
