package dev.tollgate.local.demo.openai;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Answer;
import dev.tollgate.local.demo.serving.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * A response as a stream of events, numbered from 0. For one thread, once.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses-streaming">the API reference</a>
 */
final class ResponseEvents {
    private final Answer answer;
    private final ResponseDocument document;
    private final List<Part> events = new ArrayList<>();
    private int items;

    ResponseEvents(Answer answer) {
        this.answer = answer;
        document = new ResponseDocument(answer);
    }

    List<Part> all() {
        event("response.created", 0).set("response", document.begun());
        event("response.in_progress", 0).set("response", document.begun());
        if (answer.completion().thinks()) {
            reasoning(answer.completion().thoughts().size());
        }
        if (!answer.completion().tokens().isEmpty()) {
            message();
        }
        event("response." + document.status(), 0).set("response", document.finished());
        return events;
    }

    private void reasoning(int tokens) {
        item("response.output_item.added", 0, document.reasoning());
        item("response.output_item.done", tokens, document.reasoning());
        items++;
    }

    private void message() {
        item("response.output_item.added", 0, document.message("in_progress"));
        inText("response.content_part.added", 0).set("part", ResponseDocument.text(""));
        for (var token : answer.completion().tokens()) {
            inText("response.output_text.delta", 1).put("delta", token).putArray("logprobs");
        }
        var text = answer.completion().text();
        inText("response.output_text.done", 0).put("text", text).putArray("logprobs");
        inText("response.content_part.done", 0).set("part", ResponseDocument.text(text));
        item("response.output_item.done", 0, document.message());
        items++;
    }

    private void item(String type, int tokens, ObjectNode item) {
        event(type, tokens).put("output_index", items).set("item", item);
    }

    private ObjectNode inText(String type, int tokens) {
        return event(type, tokens)
                .put("item_id", answer.id("msg_"))
                .put("output_index", items)
                .put("content_index", 0);
    }

    private ObjectNode event(String type, int tokens) {
        var json = instance.objectNode().put("type", type).put("sequence_number", events.size());
        events.add(new Part(type, json, tokens));
        return json;
    }
}
