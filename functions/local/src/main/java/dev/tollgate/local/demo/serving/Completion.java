package dev.tollgate.local.demo.serving;

import java.util.List;

/**
 * What the demo model says to a request: the same to the same request, and the same in each choice. It ends by itself
 * after about forty tokens. Immutable.
 *
 * @param thoughts the tokens of one choice that are thought before the first is said, in order
 * @param tokens the tokens of one choice that are said, in order
 * @param cut whether the request's limit ended it
 * @param choices how many choices
 */
public record Completion(List<String> thoughts, List<String> tokens, boolean cut, int choices) {
    private static final int QUOTED_TOKENS = 10;
    private static final String REST = " I am only a demo model on your machine, and I say the same to everyone."
            + " But my tokens are counted like a real one's.";
    private static final List<String> THOUGHTS = Tokens.split("They said something. I shall say what I always say.");

    /** Copies the lists. */
    public Completion {
        thoughts = List.copyOf(thoughts);
        tokens = List.copyOf(tokens);
    }

    /** The limit holds for thoughts and words together, as with real models. */
    static Completion of(Ask ask, boolean thinks) {
        var thoughts = first(thinks ? THOUGHTS : List.of(), ask.maxTokens());
        var all = Tokens.split(opening(ask.prompt().said()) + REST);
        var tokens = first(all, ask.maxTokens() - thoughts.size());
        return new Completion(thoughts, tokens, tokens.size() < all.size(), ask.choices());
    }

    /** What is said in one choice. */
    public String text() {
        return String.join("", tokens);
    }

    /** What is thought in one choice, empty where nothing. */
    public String thinking() {
        return String.join("", thoughts);
    }

    /** Whether anything is thought. */
    public boolean thinks() {
        return !thoughts.isEmpty();
    }

    /** The tokens that are thought and said, over all choices. */
    public long totalTokens() {
        return (long) (thoughts.size() + tokens.size()) * choices;
    }

    /** The tokens that are thought, over all choices. */
    public long thoughtTokens() {
        return (long) thoughts.size() * choices;
    }

    private static List<String> first(List<String> tokens, int count) {
        return tokens.subList(0, Math.min(tokens.size(), count));
    }

    private static String opening(String said) {
        var words = Tokens.split(said.strip().replaceAll("\\s+", " "));
        if (words.isEmpty()) {
            return "You said nothing.";
        }
        var quote = String.join("", first(words, QUOTED_TOKENS));
        return "You said: \"%s%s\".".formatted(quote, words.size() > QUOTED_TOKENS ? "…" : "");
    }
}
