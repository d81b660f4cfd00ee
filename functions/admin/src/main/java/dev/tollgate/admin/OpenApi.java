package dev.tollgate.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.admin.http.Parameters;
import dev.tollgate.admin.http.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The description of this API, which is written by hand. Thread safe. */
final class OpenApi {
    private static final String RESOURCE = "/openapi.yaml";

    /** Of RFC 9512. */
    private static final String TYPE = "application/yaml";

    private final String document = load();

    Reply read(Asked asked) {
        new Parameters(asked.request().query()).check();
        return Reply.text(TYPE, document);
    }

    private static String load() {
        try (var in = Objects.requireNonNull(OpenApi.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
