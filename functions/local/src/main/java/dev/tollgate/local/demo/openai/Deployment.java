package dev.tollgate.local.demo.openai;

import dev.tollgate.local.demo.serving.Body;
import dev.tollgate.local.demo.serving.Request;

/** Where a request names its model: in the path of an Azure deployment, or else in the body. */
final class Deployment {
    private Deployment() {}

    /** The body, with its model checked where that is what counts. */
    static Body body(Request request) {
        var body = request.body();
        return request.variable("deployment").isPresent() ? body : body.name("model");
    }

    static String model(Request request, Body body) {
        return request.variable("deployment").orElseGet(() -> body.get("model").asText());
    }
}
