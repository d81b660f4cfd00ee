package dev.tollgate.upstream.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.json.EventJson;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How far a stream has come. Each chunk repeats the usage so far, and the last one is the bill: it comes when every candidate
 * has a {@code finishReason}, or the prompt was blocked. For one thread.
 */
final class Progress {
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> finished = new HashSet<>();
    private Optional<Usage> running = Optional.empty();
    private boolean blocked;
    private long bytes;

    /** Looks at a chunk; what is none is passed over. */
    void look(String data) {
        var chunk = EventJson.read(data);
        bytes += data.length();
        chunk.path("candidates").valueStream().forEach(this::candidate);
        blocked |= chunk.path("promptFeedback").hasNonNull("blockReason");
        if (chunk.hasNonNull(GeminiUsage.FIELD)) {
            running = GeminiUsage.read(chunk.path(GeminiUsage.FIELD));
        }
    }

    /** The index of the first candidate is zero, and left out as such. */
    private void candidate(JsonNode candidate) {
        var index = candidate.path("index").asInt(0);
        begun.add(index);
        var reason = candidate.path("finishReason");
        if (reason.isTextual() && !reason.asText().equals("FINISH_REASON_UNSPECIFIED")) {
            finished.add(index);
        }
    }

    /** Whether nothing more is generated. */
    boolean isFinished() {
        return blocked || (!begun.isEmpty() && finished.containsAll(begun));
    }

    /** The usage that the last chunk reported. */
    Optional<Usage> running() {
        return running;
    }

    /** About how many tokens were generated so far. */
    long typicalCompletion() {
        return running.map(Usage::completion).orElseGet(() -> Math.ceilDiv(bytes, PromptEstimation.BYTES_A_TOKEN));
    }
}
