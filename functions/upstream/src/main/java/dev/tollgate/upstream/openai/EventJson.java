package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The data of an event. */
final class EventJson {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private EventJson() {}

    /** What it says; missing where it is no JSON, or was cut off. */
    static JsonNode read(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException _) {
            return JSON.missingNode();
        }
    }
}
