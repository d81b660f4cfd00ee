package dev.tollgate.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Calls a demo model as a client would. */
final class DemoCaller implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final DemoModel model;

    DemoCaller(DemoModel model) {
        this.model = model;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a key. */
    HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(model.baseUrl().resolve(path)).header("content-type", "application/json");
    }

    /** With a key as OpenAI has it, and any more headers as names and values. */
    HttpRequest.Builder request(String path, String... headers) {
        var request = bare(path).header("authorization", "Bearer any");
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).build(), BodyHandlers.ofString());
    }

    /** In the body, single quotes stand for double ones. */
    HttpResponse<String> post(String path, String body, String... headers) {
        return send(posting(path, body, headers), BodyHandlers.ofString());
    }

    /** The body of a reply that must be a success. */
    JsonNode postForJson(String path, String body, String... headers) {
        var response = post(path, body, headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response.body());
    }

    /** All parts of a stream, which must end well. */
    List<JsonNode> postForEvents(String path, String body, String... headers) {
        try {
            return StreamParts.of(open(path, body, headers)).rest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stream that has begun. */
    HttpResponse<InputStream> open(String path, String body, String... headers) {
        var response = send(posting(path, body, headers), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest posting(String path, String body, String... headers) {
        return request(path, headers)
                .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
    }
}
