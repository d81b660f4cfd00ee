package dev.tollgate.local.demo.anthropic;

import dev.tollgate.local.demo.serving.Endpoint;
import dev.tollgate.local.demo.serving.Form;
import dev.tollgate.local.demo.serving.JsonReply;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;
import dev.tollgate.local.demo.serving.ServerSentEvents;

/** Messages. */
final class Messages implements Endpoint {
    @Override
    public Reading read(Request request) {
        var body = Conversation.check(request.body().name("model")).flag("stream");
        return body.then(() -> new Reading.Generate(
                Conversation.ask(body.get("model").asText(), body),
                body.get("stream").asBoolean()
                        ? new Form.Streamed(MessageEvents::of, ServerSentEvents.PLAIN)
                        : new Form.Whole(answer -> JsonReply.ok(MessageDocument.of(answer)))));
    }
}
