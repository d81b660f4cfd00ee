package dev.tollgate.local.demo.bedrock;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;
import static dev.tollgate.local.demo.bedrock.ConverseDocument.LATENCY_MILLIS;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.anthropic.Conversation;
import dev.tollgate.local.demo.anthropic.MessageDocument;
import dev.tollgate.local.demo.anthropic.MessageEvents;
import dev.tollgate.local.demo.serving.Answer;
import dev.tollgate.local.demo.serving.Endpoint;
import dev.tollgate.local.demo.serving.Form;
import dev.tollgate.local.demo.serving.JsonReply;
import dev.tollgate.local.demo.serving.Part;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;
import java.util.List;

/**
 * InvokeModel and InvokeModelWithResponseStream: each model in its own form, and this one in that of Anthropic's models.
 *
 * @param form how the answer is written
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html">the API
 *     reference</a>
 */
record InvokeModel(Form form) implements Endpoint {
    private static final String HEADER = "X-Amzn-Bedrock-";

    static Endpoint whole() {
        return new InvokeModel(new Form.Whole(InvokeModel::reply));
    }

    static Endpoint streamed() {
        return new InvokeModel(new Form.Streamed(InvokeModel::chunks, EventStream.FRAMING));
    }

    @Override
    public Reading read(Request request) {
        var body = Conversation.check(
                request.body().required("anthropic_version", JsonNode::isTextual, "a version of Anthropic's API"));
        return body.then(() ->
                new Reading.Generate(Conversation.ask(request.variable("model").orElseThrow(), body), form));
    }

    private static JsonReply reply(Answer answer) {
        var reply = JsonReply.ok(MessageDocument.of(answer))
                .withHeader(HEADER + "Invocation-Latency", String.valueOf(LATENCY_MILLIS));
        if (!answer.usageReported()) {
            return reply;
        }
        var usage = answer.usage();
        return reply.withHeader(HEADER + "Input-Token-Count", String.valueOf(usage.uncached()))
                .withHeader(HEADER + "Output-Token-Count", String.valueOf(usage.completion()))
                .withHeader(HEADER + "Cache-Read-Input-Token-Count", String.valueOf(usage.cacheRead()))
                .withHeader(HEADER + "Cache-Write-Input-Token-Count", "0");
    }

    private static List<Part> chunks(Answer answer) {
        var events = MessageEvents.of(answer);
        if (answer.usageReported()) {
            events.getLast().json().set("amazon-bedrock-invocationMetrics", metrics(answer));
        }
        return events.stream()
                .map(event -> new Part("chunk", chunk(event.json()), event.tokens()))
                .toList();
    }

    private static ObjectNode chunk(ObjectNode event) {
        return instance.objectNode().put("bytes", event.toString().getBytes(UTF_8));
    }

    private static ObjectNode metrics(Answer answer) {
        return instance.objectNode()
                .put("inputTokenCount", answer.usage().uncached())
                .put("outputTokenCount", answer.usage().completion())
                .put("cacheReadInputTokenCount", answer.usage().cacheRead())
                .put("cacheWriteInputTokenCount", 0)
                .put("invocationLatency", LATENCY_MILLIS)
                .put("firstByteLatency", LATENCY_MILLIS);
    }
}
