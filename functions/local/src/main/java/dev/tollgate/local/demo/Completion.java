package dev.tollgate.local.demo;

import java.util.List;

/**
 * What the demo model says to a request: the same to the same request, and the same in each choice. It ends by itself
 * after about forty tokens. Immutable.
 *
 * @param tokens the tokens of one choice, in order
 * @param cut whether the request's limit ended it
 * @param choices how many choices
 */
record Completion(List<String> tokens, boolean cut, int choices) {
    private static final int QUOTED_TOKENS = 10;
    private static final String REST = " I am only a demo model on your machine, and I say the same to everyone."
            + " But my tokens are counted like a real one's.";

    Completion {
        tokens = List.copyOf(tokens);
    }

    static Completion of(ChatRequest request) {
        var all = Tokens.split(opening(request.lastUserText()) + REST);
        var size = Math.min(all.size(), request.maxTokens());
        return new Completion(all.subList(0, size), size < all.size(), request.choices());
    }

    String text() {
        return String.join("", tokens);
    }

    /** Over all choices. */
    long totalTokens() {
        return (long) tokens.size() * choices;
    }

    String finishReason() {
        return cut ? "length" : "stop";
    }

    private static String opening(String said) {
        var words = Tokens.split(said.strip().replaceAll("\\s+", " "));
        if (words.isEmpty()) {
            return "You said nothing.";
        }
        var quote = String.join("", words.subList(0, Math.min(words.size(), QUOTED_TOKENS)));
        return "You said: \"%s%s\".".formatted(quote, words.size() > QUOTED_TOKENS ? "…" : "");
    }
}
