package dev.tollgate.infra.settings;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a setting's text must look like. Immutable.
 *
 * @param mustBe in words that fit behind "must be"
 * @param test whether a text is of this form
 */
record Form(String mustBe, Predicate<String> test) {
    /** A whole number within these bounds. */
    static Form number(long least, long most) {
        return new Form("a number from %d to %d".formatted(least, most), text -> {
            if (!text.matches("\\d{1,15}")) {
                return false;
            }
            var number = Long.parseLong(text);
            return number >= least && number <= most;
        });
    }

    /** One of these texts. */
    static Form oneOf(String... texts) {
        var all = List.of(texts);
        return new Form(String.join(" or ", all), all::contains);
    }

    static Form flag() {
        return oneOf("true", "false");
    }

    /** What matches an expression. */
    static Form matching(String mustBe, String expression) {
        return new Form(mustBe, text -> text.matches(expression));
    }

    /** Several of what matches an expression, with commas between them. */
    static Form list(String mustBe, String expression) {
        return list(mustBe, Integer.MAX_VALUE, part -> part.matches(expression));
    }

    static Form networks(String example) {
        return list(
                "networks with commas between them, each by its first address, such as " + example,
                Integer.MAX_VALUE,
                Cidr::isNetwork);
    }

    /** As many of these as there may be, with commas between them. */
    static Form list(String mustBe, int most, Predicate<String> part) {
        return new Form(mustBe, text -> {
            var parts = parts(text);
            return parts.size() <= most && parts.stream().allMatch(part);
        });
    }

    /** What stands between the commas of a list. */
    static List<String> parts(String text) {
        return Stream.of(text.split(",", -1)).map(String::strip).toList();
    }
}
