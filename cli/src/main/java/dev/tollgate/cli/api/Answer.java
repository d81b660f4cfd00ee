package dev.tollgate.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the API replied to a call that it did not refuse.
 *
 * @param status 200 to 299
 * @param etag the object's version, as it is sent back in {@code If-Match}
 * @param body missing where there is none
 */
public record Answer(int status, Optional<String> etag, JsonNode body) {}
