package dev.tollgate.local.demo.openai;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Answer;
import dev.tollgate.local.demo.serving.Completion;
import java.util.ArrayList;
import java.util.List;

/**
 * A response: its whole document and the items in it.
 *
 * @param answer what is written down
 * @see <a href="https://platform.openai.com/docs/api-reference/responses/object">the API reference</a>
 */
record ResponseDocument(Answer answer) {
    /** While it is made: without output and usage. */
    ObjectNode begun() {
        var document = document("in_progress");
        document.putNull("incomplete_details").putNull("usage").putArray("output");
        return document;
    }

    /** At its end. */
    ObjectNode finished() {
        var document = document(status());
        if (completion().cut()) {
            document.putObject("incomplete_details").put("reason", "max_output_tokens");
        } else {
            document.putNull("incomplete_details");
        }
        document.putArray("output").addAll(items());
        document.set("usage", answer.usageReported() ? OpenAiUsage.ofResponse(answer.usage()) : instance.nullNode());
        return document;
    }

    String status() {
        return completion().cut() ? "incomplete" : "completed";
    }

    /** Thoughts, of which nothing is shown. */
    ObjectNode reasoning() {
        var item = instance.objectNode().put("id", answer.id("rs_")).put("type", "reasoning");
        item.putArray("summary");
        return item;
    }

    /** What is said, without its text. */
    ObjectNode message(String status) {
        var item = instance.objectNode()
                .put("id", answer.id("msg_"))
                .put("type", "message")
                .put("status", status)
                .put("role", "assistant");
        item.putArray("content");
        return item;
    }

    /** What is said. */
    ObjectNode message() {
        var item = message(status());
        item.withArray("content").add(text(completion().text()));
        return item;
    }

    static ObjectNode text(String text) {
        var part = instance.objectNode().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    private List<ObjectNode> items() {
        var items = new ArrayList<ObjectNode>();
        if (completion().thinks()) {
            items.add(reasoning());
        }
        if (!completion().tokens().isEmpty()) {
            items.add(message());
        }
        return items;
    }

    private ObjectNode document(String status) {
        var document = instance.objectNode()
                .put("id", answer.id("resp_"))
                .put("object", "response")
                .put("created_at", answer.created().getEpochSecond())
                .put("status", status)
                .put("model", answer.ask().model())
                .put("parallel_tool_calls", true)
                .put("tool_choice", "auto")
                .putNull("error")
                .putNull("instructions");
        document.putArray("tools");
        document.putObject("metadata");
        return document;
    }

    private Completion completion() {
        return answer.completion();
    }
}
