package dev.tollgate.local.demo.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.local.demo.serving.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the choices of a chat completion and of a completion differ in. */
enum ChoiceForm {
    /**
     * A message with a role.
     *
     * @see <a href="https://platform.openai.com/docs/api-reference/chat">the API reference</a>
     */
    CHAT("chatcmpl-", "chat.completion", "chat.completion.chunk") {
        @Override
        void write(ObjectNode choice, String text) {
            choice.putObject("message")
                    .put("role", "assistant")
                    .put("content", text)
                    .putNull("refusal");
        }

        @Override
        List<Delta> deltas(Completion completion) {
            var deltas = new ArrayList<Delta>();
            // Thoughts are not shown: they count with the role.
            deltas.add(delta(ChoiceForm::role, completion.thoughts().size()));
            completion.tokens().forEach(token -> deltas.add(delta(delta -> delta.put("content", token), 1)));
            deltas.add(delta(_ -> {}, 0));
            return deltas;
        }
    },

    /**
     * A bare text.
     *
     * @see <a href="https://platform.openai.com/docs/api-reference/completions">the API reference</a>
     */
    TEXT("cmpl-", "text_completion", "text_completion") {
        @Override
        void write(ObjectNode choice, String text) {
            choice.put("text", text);
        }

        @Override
        List<Delta> deltas(Completion completion) {
            var deltas = new ArrayList<Delta>();
            completion.tokens().forEach(token -> deltas.add(new Delta(choice -> choice.put("text", token), 1)));
            deltas.add(new Delta(
                    choice -> choice.put("text", ""), completion.thoughts().size()));
            return deltas;
        }
    };

    /**
     * What a chunk of one choice brings.
     *
     * @param fields writes it into the choice
     * @param tokens how many tokens it is
     */
    record Delta(Consumer<ObjectNode> fields, int tokens) {}

    private final String idPrefix;
    private final String object;
    private final String chunkObject;

    ChoiceForm(String idPrefix, String object, String chunkObject) {
        this.idPrefix = idPrefix;
        this.object = object;
        this.chunkObject = chunkObject;
    }

    String idPrefix() {
        return idPrefix;
    }

    String object() {
        return object;
    }

    String chunkObject() {
        return chunkObject;
    }

    /** Writes a whole choice's text. */
    abstract void write(ObjectNode choice, String text);

    /** The chunks of one choice, in order; the last says why it ended. */
    abstract List<Delta> deltas(Completion completion);

    private static Delta delta(Consumer<ObjectNode> fields, int tokens) {
        return new Delta(choice -> fields.accept(choice.putObject("delta")), tokens);
    }

    private static void role(ObjectNode delta) {
        delta.put("role", "assistant").put("content", "").putNull("refusal");
    }
}
