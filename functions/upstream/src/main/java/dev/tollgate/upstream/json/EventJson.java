package dev.tollgate.upstream.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The data of an event of a stream. */
public final class EventJson {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private EventJson() {}

    /** What it says; missing where it is no JSON, or was cut off. */
    public static JsonNode read(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException _) {
            return JSON.missingNode();
        }
    }
}
