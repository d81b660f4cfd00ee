package dev.tollgate.local.demo.openai;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Answer;
import dev.tollgate.local.demo.serving.Body;
import dev.tollgate.local.demo.serving.Form;
import dev.tollgate.local.demo.serving.JsonReply;
import dev.tollgate.local.demo.serving.Part;
import dev.tollgate.local.demo.serving.ServerSentEvents;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer as a list of choices: one object, or the chunks of a stream.
 *
 * @param answer what is written down
 * @param form what a choice looks like
 * @param usageAsked whether the stream is to report usage
 */
record ChoiceDocuments(Answer answer, ChoiceForm form, boolean usageAsked) {
    private static final int MAX_CHOICES = 128;

    /** Checks what both kinds of completions have. */
    static Body check(Body body) {
        var streamed = body.get("stream").asBoolean();
        return body.wholeNumber("n", MAX_CHOICES)
                .flag("stream")
                .optional("stream_options", options -> streamed && options.isObject(), "set with 'stream'");
    }

    /** The form that a checked body asks for. */
    static Form form(Body body, ChoiceForm form) {
        var usageAsked = body.get("stream_options.include_usage").asBoolean();
        return body.get("stream").asBoolean()
                ? new Form.Streamed(
                        answer -> new ChoiceDocuments(answer, form, usageAsked).chunks(), ServerSentEvents.WITH_DONE)
                : new Form.Whole(answer -> JsonReply.ok(new ChoiceDocuments(answer, form, usageAsked).whole()));
    }

    private ObjectNode whole() {
        var reply = head(form.object());
        var choices = reply.putArray("choices");
        for (var index = 0; index < answer.completion().choices(); index++) {
            var choice = choices.addObject().put("index", index);
            form.write(choice, answer.completion().text());
            choice.putNull("logprobs").put("finish_reason", finishReason());
        }
        if (answer.usageReported()) {
            reply.set("usage", OpenAiUsage.ofCompletion(answer.usage()));
        }
        return reply;
    }

    /** The chunks of each choice, in turn with the other choices'; then usage if asked for. */
    private List<Part> chunks() {
        var chunks = new ArrayList<Part>();
        var deltas = form.deltas(answer.completion());
        for (var position = 0; position < deltas.size(); position++) {
            var last = position == deltas.size() - 1;
            for (var index = 0; index < answer.completion().choices(); index++) {
                chunks.add(chunk(index, deltas.get(position), last));
            }
        }
        if (streamsUsage()) {
            chunks.add(usage());
        }
        return chunks;
    }

    private Part chunk(int index, ChoiceForm.Delta delta, boolean last) {
        var chunk = head(form.chunkObject());
        var choice = chunk.putArray("choices").addObject().put("index", index);
        delta.fields().accept(choice);
        choice.putNull("logprobs").put("finish_reason", last ? finishReason() : null);
        if (streamsUsage()) {
            chunk.putNull("usage");
        }
        return new Part("", chunk, delta.tokens());
    }

    private Part usage() {
        var chunk = head(form.chunkObject());
        chunk.putArray("choices");
        chunk.set("usage", OpenAiUsage.ofCompletion(answer.usage()));
        return new Part("", chunk, 0);
    }

    private ObjectNode head(String object) {
        return instance.objectNode()
                .put("id", answer.id(form.idPrefix()))
                .put("object", object)
                .put("created", answer.created().getEpochSecond())
                .put("model", answer.ask().model());
    }

    private String finishReason() {
        return answer.completion().cut() ? "length" : "stop";
    }

    private boolean streamsUsage() {
        return usageAsked && answer.usageReported();
    }
}
