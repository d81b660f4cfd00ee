package dev.tollgate.admin.usage;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A correction that is done.
 *
 * @param subscription absent of a backend
 * @param backend absent of a subscription
 * @param owner what messages call it
 * @param correction its id: the same for every attempt with the same {@code Idempotency-Key}
 * @param window how it stands since; its start is what a second attempt names
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CorrectedForm(String subscription, String backend, String owner, String correction, Object window) {}
