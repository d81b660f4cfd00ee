package dev.tollgate.upstream.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.Fault;
import java.time.Instant;

/** Errors as problem details in JSON. */
public final class ProblemErrors implements ErrorForm {
    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    @Override
    public ErrorReply refusal(Refusal refusal, String requestId, Instant now) {
        return reply(Problem.quotaExceeded(
                refusal.describe(now), requestId, refusal.quota().id()));
    }

    @Override
    public ErrorReply error(Fault fault, String requestId) {
        return reply(Problem.of(fault, requestId));
    }

    private static ErrorReply reply(Problem problem) {
        try {
            return new ErrorReply(problem.status(), JSON.writeValueAsBytes(problem))
                    .with("content-type", "application/problem+json");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts can be written", e);
        }
    }
}
