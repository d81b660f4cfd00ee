package dev.tollgate.upstream.wso2;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.Fault;
import java.time.Instant;

/**
 * Errors as WSO2 API Manager writes them.
 *
 * <p>Their {@code Retry-After} is a date. Ours stays a number of seconds, which every client reads as well and no wrong clock
 * spoils.
 */
public enum Wso2Errors implements ErrorForm {
    /** Since version 4: {@code {"code":"900804","message":…,"description":…,"nextAccessTime":…}}, the code as a text. */
    FLAT {
        @Override
        JsonNode body(Wso2Error error) {
            return JSON.<ObjectNode>valueToTree(error).put("code", String.valueOf(error.code()));
        }
    },
    /** Before: {@code {"fault":{"code":900804,…}}}, the code as a number. */
    FAULT {
        @Override
        JsonNode body(Wso2Error error) {
            return JSON.createObjectNode().set("fault", JSON.valueToTree(error));
        }
    };

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Override
    public ErrorReply refusal(Refusal refusal, String requestId, Instant now) {
        return reply(Wso2Error.of(refusal, now));
    }

    @Override
    public ErrorReply error(Fault fault, String requestId) {
        return reply(Wso2Error.of(fault));
    }

    abstract JsonNode body(Wso2Error error);

    private ErrorReply reply(Wso2Error error) {
        return new ErrorReply(error.status(), body(error).toString().getBytes(UTF_8));
    }
}
