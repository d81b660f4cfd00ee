package dev.tollgate.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.admin.http.Parameters;
import dev.tollgate.admin.http.Problem;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** The description of this API, which is written by hand. Thread safe. */
final class OpenApi {
    private static final String RESOURCE = "/openapi.yaml";

    /** Of RFC 9512. */
    private static final String TYPE = "application/yaml";

    private final String document = load();

    Reply read(Request request, Map<String, String> path) {
        var faults = new Parameters(request.query()).faults();
        return faults.isEmpty() ? Reply.text(TYPE, document) : Reply.problem(Problem.badRequest(faults, request));
    }

    private static String load() {
        try (var in = Objects.requireNonNull(OpenApi.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
