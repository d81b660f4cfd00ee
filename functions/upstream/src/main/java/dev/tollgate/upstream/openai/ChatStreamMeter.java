package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.Frame;
import dev.tollgate.upstream.Frames;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.json.EventJson;
import dev.tollgate.upstream.sse.SseReader;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the usage of a stream of chunks: from one of its own before {@code [DONE]}, whose {@code choices} are empty, or from
 * the last chunk before it (Mistral, Groq). Some servers report a running figure with every chunk; only the last one is the
 * bill.
 *
 * <p>Some servers end without {@code [DONE]}: their stream is complete where every completion was finished. A running figure
 * is then the bill of a single completion only, because vLLM's is of the chunk's completion alone.
 *
 * <p>The chunk of its own is hidden from a caller who did not ask for it: clients that expect a choice in every chunk break
 * on it.
 */
final class ChatStreamMeter implements StreamMeter {
    private static final String DONE = "[DONE]";

    private final long completions;
    private final boolean usageAsked;
    private final ErrorForm errors;

    private final Set<Long> finished = new HashSet<>();
    private Optional<Usage> reported = Optional.empty();
    private boolean isReportedAtTheEnd;
    private boolean done;
    private long written;

    /**
     * @param completions how many completions the stream may have
     * @param usageAsked whether the caller asked for usage figures
     * @param errors how an error is written
     */
    ChatStreamMeter(long completions, boolean usageAsked, ErrorForm errors) {
        this.completions = completions;
        this.usageAsked = usageAsked;
        this.errors = errors;
    }

    @Override
    public Frames frames(InputStream body) {
        return new SseReader(body);
    }

    @Override
    public boolean passes(Frame frame) {
        var data = frame.data();
        if (data.equals(DONE)) {
            done = true;
        }
        if (isPlain(data)) {
            written++;
            isReportedAtTheEnd = false;
            return true;
        }
        var chunk = EventJson.read(data);
        var choices = chunk.path("choices");
        choices.forEach(this::take);
        var isOfItsOwn = choices.isArray() && choices.isEmpty();
        var usage = UsageReader.CHAT.read(chunk);
        if (usage.isPresent()) {
            reported = usage;
            isReportedAtTheEnd = written > 0 && (isOfItsOwn || (completions == 1 && isFinished()));
        } else if (!choices.isEmpty()) {
            isReportedAtTheEnd = false;
        }
        return usageAsked || !(isOfItsOwn && chunk.path("usage").isObject());
    }

    /** Whether it is a chunk of text like nearly all, of which nothing more need be known. */
    private static boolean isPlain(String data) {
        return data.contains("\"choices\":[{") && !says(data, "\"usage\"") && !says(data, "\"finish_reason\"");
    }

    /** Whether a name may stand there with a value that is not null. */
    private static boolean says(String data, String name) {
        for (var at = data.indexOf(name); at >= 0; at = data.indexOf(name, at + 1)) {
            if (!data.startsWith(":null", at + name.length())) {
                return true;
            }
        }
        return false;
    }

    /** Servers send a token a chunk. */
    private void take(JsonNode choice) {
        written++;
        var reason = choice.path("finish_reason").asText("");
        if (!reason.isEmpty() && !reason.equals("error")) {
            finished.add(choice.path("index").asLong());
        }
    }

    private boolean isFinished() {
        return finished.size() >= completions;
    }

    @Override
    public Optional<Usage> usage() {
        return isReportedAtTheEnd || done ? reported : Optional.empty();
    }

    @Override
    public boolean isComplete() {
        return isReportedAtTheEnd || done || isFinished();
    }

    @Override
    public byte[] error(Fault fault) {
        return ("data: " + new String(errors.error(fault, "").body(), UTF_8) + "\n\n").getBytes(UTF_8);
    }

    @Override
    public long typicalCompletion() {
        return written;
    }
}
