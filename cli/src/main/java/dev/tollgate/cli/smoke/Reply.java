package dev.tollgate.cli.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tollgate.cli.api.Json;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the gateway replied.
 *
 * @param body all of it, without the key
 * @param pieces in how many it came
 * @param toFirst how long the first one took
 * @param toEnd how long all of it took
 */
record Reply(int status, HttpHeaders headers, String body, int pieces, Duration toFirst, Duration toEnd) {
    private static final int EXCERPT = 300;

    /** As JSON; a missing node if it is none. */
    JsonNode json() {
        try {
            return Json.read(body);
        } catch (IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }

    /** The sum of figures; what is not there is 0. */
    long sum(List<String> pointers) {
        var json = json();
        return pointers.stream().mapToLong(pointer -> json.at(pointer).asLong()).sum();
    }

    /** The first of these headers that is there, with its value; empty if there is none. */
    String first(String... names) {
        return Stream.of(names)
                .flatMap(name -> headers.firstValue(name).map(value -> name + " " + value).stream())
                .findFirst()
                .orElse("");
    }

    /** The status and how the body begins. */
    String beginning() {
        return "%d %s".formatted(status, body.substring(0, Math.min(EXCERPT, body.length())));
    }

    /** How the body ends. */
    String ending() {
        return body.substring(Math.max(0, body.length() - EXCERPT));
    }
}
