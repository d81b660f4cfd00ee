package dev.tollgate.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/** A call as API Gateway would write it down, also one that no client library would send. Not thread safe. */
final class WireEvent {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final ObjectNode event = JSON.createObjectNode();

    /** A call of a backend with this path, which begins with a slash, and without key, headers and body. */
    WireEvent(String backend, String method, String path) {
        event.put("httpMethod", method);
        event.putObject("pathParameters").put("backend", backend).put("proxy", path.substring(1));
        event.putObject("requestContext").put("requestId", "r-1");
    }

    /** The same call with the key that every gateway knows. */
    WireEvent withKey() {
        return header("authorization", "Bearer " + WireGateway.KEY);
    }

    /** Of a header that comes several times the first map has the last value, and the second all. */
    WireEvent header(String name, String value) {
        event.withObject("/headers").put(name, value);
        event.withObject("/multiValueHeaders").withArrayProperty(name).add(value);
        return this;
    }

    WireEvent query(String name, String value) {
        event.withObject("/queryStringParameters").put(name, value);
        return this;
    }

    WireEvent body(String text) {
        event.put("body", text);
        return this;
    }

    WireEvent body(byte[] bytes) {
        event.put("body", Base64.getEncoder().encodeToString(bytes)).put("isBase64Encoded", true);
        return this;
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
