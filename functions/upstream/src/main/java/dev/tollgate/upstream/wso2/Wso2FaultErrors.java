package dev.tollgate.upstream.wso2;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.Fault;
import java.time.Instant;

/**
 * Errors as WSO2 API Manager wrote them before version 4: {@code {"fault":{"code":900804,…}}}, the code as a number. What holds for
 * {@link Wso2Errors} holds for these.
 */
public final class Wso2FaultErrors implements ErrorForm {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Override
    public ErrorReply refusal(Refusal refusal, String requestId, Instant now) {
        return reply(Wso2Error.of(refusal, now));
    }

    @Override
    public ErrorReply error(Fault fault, String requestId) {
        return reply(Wso2Error.of(fault));
    }

    private static ErrorReply reply(Wso2Error error) {
        var body = JSON.createObjectNode().set("fault", JSON.valueToTree(error));
        return new ErrorReply(error.status(), body.toString().getBytes(UTF_8));
    }
}
