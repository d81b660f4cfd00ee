package dev.tollgate.local.demo.serving;

import java.util.List;

/**
 * What a model is given. Immutable.
 *
 * @param tokens how many tokens it has, never more than the request's body has bytes
 * @param said what the user said last, empty where nothing
 */
public record Prompt(long tokens, String said) {
    /** No message can be written in fewer bytes, so a prompt never has more tokens than its body has bytes. */
    private static final int TOKENS_PER_TURN = 3;

    /** A chat: the tokens of its texts and three for each message. */
    public static Prompt ofTurns(List<Turn> turns) {
        var tokens = turns.stream().mapToLong(turn -> TOKENS_PER_TURN + count(turn.texts()));
        var said = turns.stream().filter(Turn::isOfUser).reduce((_, later) -> later);
        return new Prompt(tokens.sum(), said.map(Turn::text).orElse(""));
    }

    /** Bare texts. */
    public static Prompt ofTexts(List<String> texts) {
        return new Prompt(count(texts), texts.isEmpty() ? "" : texts.getLast());
    }

    private static long count(List<String> texts) {
        return texts.stream().mapToLong(Tokens::count).sum();
    }
}
