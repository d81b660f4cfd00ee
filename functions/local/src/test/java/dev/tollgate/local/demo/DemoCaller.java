package dev.tollgate.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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

    /** A body with one message; {@code more} is more fields, each with a comma before it. */
    static String body(String model, String more) {
        return """
                {"model": "%s", "messages": [{"role": "user", "content": "Hello, gate!"}]%s}""".formatted(model, more);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(model.baseUrl().resolve(path)).header("authorization", "Bearer any");
    }

    HttpResponse<String> post(String body) {
        return send(chat(body), BodyHandlers.ofString());
    }

    JsonNode postForJson(String body) {
        var response = post(body);
        assertThat(response.statusCode()).isEqualTo(200);
        return json(response.body());
    }

    /** The stream's body, open. */
    InputStream postForStream(String body) {
        var response = send(chat(body), BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        return response.body();
    }

    /** The data of all events of a stream. */
    List<String> postForEvents(String body) {
        try (var reader = new BufferedReader(new InputStreamReader(postForStream(body), UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.substring("data: ".length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest chat(String body) {
        return request("/v1/chat/completions")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
