package dev.tollgate.proxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.core.Stage;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.usage.Usage;
import java.io.PrintStream;

/** Writes a line of JSON for each call. Thread safe. */
public final class JsonCallLog implements CallLog {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Stage stage;
    private final PrintStream out;

    /** Writes the calls of one stage. */
    public JsonCallLog(Stage stage, PrintStream out) {
        this.stage = stage;
        this.out = out;
    }

    @Override
    public void record(CallRecord call) {
        var line = JSON.createObjectNode()
                .put("time", call.started().toString())
                .put("requestId", call.requestId())
                .put("stage", stage.id())
                .put("subscription", call.subscription())
                .put("backend", call.backend())
                .put("model", call.model())
                .put("outcome", call.ending().getClass().getSimpleName())
                .put("status", call.ending().status())
                .put("milliseconds", call.duration().toMillis());
        if (call.isUnchecked()) {
            line.put("unchecked", true);
        }
        describe(call.ending(), line);
        out.println(line);
    }

    private static void describe(Ending ending, ObjectNode line) {
        switch (ending) {
            case Ending.Rejected(var fault, var cause) -> {
                line.put("fault", fault.kind().name());
                if (!cause.isEmpty()) {
                    line.put("cause", cause);
                }
            }
            case Ending.Refused refused -> describe(refused.refusal(), line);
            case Ending.Answered answered -> {
                describe(answered.usage(), line);
                line.put("settlement", answered.settlement().name())
                        .put("delivery", answered.delivery().name());
            }
            case Ending.UpstreamError error ->
                line.put("charged", error.isCharged())
                        .put("settlement", error.settlement().name());
            case Ending.UpstreamFailed failed -> {
                describe(failed.usage(), line);
                line.put("fault", failed.fault().kind().name())
                        .put("settlement", failed.settlement().name());
            }
            case Ending.Defect defect -> {
                describe(defect.usage(), line);
                line.put("fault", defect.fault().kind().name())
                        .put("settlement", defect.settlement().name());
            }
        }
    }

    private static void describe(Refusal refusal, ObjectNode line) {
        line.put("quota", refusal.quota().id())
                .put("owner", refusal.quota().name())
                .put("limit", refusal.quota().limit())
                .put("used", refusal.used())
                .put("reserved", refusal.quota().committed() - refusal.used())
                .put("requested", refusal.requested());
    }

    private static void describe(Usage usage, ObjectNode line) {
        line.put("promptTokens", usage.prompt())
                .put("completionTokens", usage.completion())
                .put("totalTokens", usage.total())
                .put("usageSource", usage.source().name());
    }
}
