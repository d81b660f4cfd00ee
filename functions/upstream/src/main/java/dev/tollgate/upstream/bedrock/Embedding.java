package dev.tollgate.upstream.bedrock;

import dev.tollgate.core.usage.Estimate;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.json.JsonBody;

/** Calls of models that read, and write nothing. */
final class Embedding {
    private Embedding() {}

    static ModelCall call(IncomingCall call, JsonBody body) {
        var model = BedrockDialect.model(call);
        var target = BedrockDialect.target(call, model);
        var prompt = PromptContent.invoke(body).tokens(call.promptEstimation(), body.size());
        return new ModelCall(
                target.route(),
                model,
                target.path(),
                call.body(),
                new Estimate(prompt, 0),
                0,
                ModelCall.noLowering(),
                new InvokeMetering(true));
    }
}
