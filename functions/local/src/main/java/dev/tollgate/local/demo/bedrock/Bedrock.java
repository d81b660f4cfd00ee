package dev.tollgate.local.demo.bedrock;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import dev.tollgate.local.demo.serving.Dialect;
import dev.tollgate.local.demo.serving.Fault;
import dev.tollgate.local.demo.serving.JsonReply;
import dev.tollgate.local.demo.serving.Request;
import dev.tollgate.local.demo.serving.Route;
import java.util.List;

/** Bedrock's runtime API. */
public final class Bedrock implements Dialect {
    @Override
    public boolean claims(Request request) {
        return request.path().startsWith("/model/");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/model/{model}/converse", Converse.whole()),
                Route.post("/model/{model}/converse-stream", Converse.streamed()),
                Route.post("/model/{model}/invoke", InvokeModel.whole()),
                Route.post("/model/{model}/invoke-with-response-stream", InvokeModel.streamed()));
    }

    /** The kind of an error is in a header. Who has no key is forbidden, not unauthorized. */
    @Override
    public JsonReply error(Fault fault) {
        var status = fault.reason() == Fault.Reason.NO_KEY ? 403 : fault.status();
        return JsonReply.of(status, instance.objectNode().put("message", fault.message()))
                .withHeader("x-amzn-errortype", type(fault.reason(), status));
    }

    /** By <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">its errors</a>. */
    private static String type(Fault.Reason reason, int status) {
        if (reason == Fault.Reason.NO_KEY) {
            return "MissingAuthenticationTokenException";
        }
        if (reason == Fault.Reason.UNKNOWN_PATH) {
            return "UnknownOperationException";
        }
        return switch (status) {
            case 403 -> "AccessDeniedException";
            case 404 -> "ResourceNotFoundException";
            case 408 -> "ModelTimeoutException";
            case 424 -> "ModelErrorException";
            case 429 -> "ThrottlingException";
            case 503 -> "ServiceUnavailableException";
            default -> status < 500 ? "ValidationException" : "InternalServerException";
        };
    }
}
