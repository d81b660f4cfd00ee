package dev.tollgate.proxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.Stage;
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
        var line = JSON.createObjectNode().put("time", call.started().toString());
        CallFields.of(call, stage).forEach(line::putPOJO);
        out.println(line);
    }
}
