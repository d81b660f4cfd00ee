package dev.tollgate.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.Predicate;

/** The admin API of one stage. Thread safe; blocks for the reply. Nothing is sent twice by itself. */
public final class AdminClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration REPLY = Duration.ofSeconds(60);
    private static final String LARGEST_PAGE = "100";

    // Redirects are not followed: they could carry the token elsewhere.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI base;
    private final Access access;

    /**
     * The API behind a URL.
     *
     * @param base without query; a slash at its end means nothing
     * @param access proves who asks
     */
    public AdminClient(URI base, Access access) {
        this.base = base;
        this.access = access;
    }

    /**
     * Makes a call.
     *
     * @throws AdminProblem if it is refused
     * @throws UnreachableException if there is no answer
     */
    public Answer send(Call call) {
        var uri = URI.create(base.toString().replaceAll("/+$", "") + call.target());
        var body = call.body().isMissingNode()
                ? new byte[0]
                : call.body().toString().getBytes(StandardCharsets.UTF_8);
        var headers = new LinkedHashMap<>(call.headers());
        if (body.length > 0) {
            headers.putIfAbsent("content-type", "application/json");
        }
        headers.putAll(access.headers(call.method(), uri, headers, body));
        var request = HttpRequest.newBuilder(uri).timeout(REPLY).method(call.method(), publisher(body));
        headers.forEach(request::header);
        var response = answer(request.build());
        if (response.statusCode() >= 300) {
            throw AdminProblem.of(response.statusCode(), response.body());
        }
        return new Answer(response.statusCode(), response.headers().firstValue("etag"), content(response));
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The JDK names no reason where no connection can be made.
            var reason = e.getMessage() == null ? "no connection can be made" : e.getMessage();
            throw new UnreachableException("no answer from %s: %s".formatted(base, reason), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted while waiting for " + base, e);
        }
    }

    private JsonNode content(HttpResponse<String> response) {
        try {
            return Json.read(response.body());
        } catch (IllegalArgumentException e) {
            throw new UnreachableException(
                    "what answers at %s is not the admin API: it sent no JSON".formatted(base), e);
        }
    }

    private static HttpRequest.BodyPublisher publisher(byte[] body) {
        return body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
    }

    /**
     * Follows a list, in its largest parts unless the call says how large.
     *
     * @param more takes a part, and says whether it wants the next one too
     */
    public void pages(Call list, Predicate<JsonNode> more) {
        var next = list.query().containsKey("limit") ? list : list.query("limit", LARGEST_PAGE);
        while (true) {
            var body = send(next).body();
            var link = body.path("next").asText();
            if (!more.test(body) || link.isEmpty()) {
                return;
            }
            next = Links.follow(next, link);
        }
    }
}
