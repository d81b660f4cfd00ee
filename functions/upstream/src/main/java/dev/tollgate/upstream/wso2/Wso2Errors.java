package dev.tollgate.upstream.wso2;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.Fault;
import java.time.Instant;

/**
 * Errors as WSO2 API Manager 4 writes them: {@code {"code":"900804","message":…,"description":…,"nextAccessTime":…}}, the code as
 * a text.
 *
 * <p>Their {@code Retry-After} is a date. Ours stays a number of seconds, which every client reads as well and no wrong clock
 * spoils.
 */
public final class Wso2Errors implements ErrorForm {
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
        var body = JSON.<ObjectNode>valueToTree(error).put("code", String.valueOf(error.code()));
        return new ErrorReply(error.status(), body.toString().getBytes(UTF_8));
    }
}
