package dev.tollgate.admin.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.configuration.CallHandling;
import dev.tollgate.core.configuration.ConfigurationObject;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * What a text must be like that is not empty. Immutable.
 *
 * @param longest how many characters it has at most, in units of UTF-16
 * @param condition what else holds of it
 * @param detail what it is told for which that does not hold
 */
public record TextRule(int longest, Predicate<String> condition, String detail) {
    static final TextRule ID = new TextRule(
            60,
            ConfigurationObject::isId,
            "must be 1 to 60 letters, digits, '_', '.' or '-', starting with a letter or digit");

    /** A route that may be called besides the metered ones. */
    static final TextRule ROUTE = new TextRule(
            200, CallHandling::isRoute, "must be a method and a path, such as POST /v1/images/generations");

    /** A route of whatever provider: which there are, only the proxy knows. */
    static final TextRule ANY_ROUTE = new TextRule(
            200,
            text -> text.matches("(GET|POST|PUT|PATCH|DELETE) /[!-~]*"),
            "must be a method and a path, such as POST /v1/chat/completions");

    /** A line of whatever characters. */
    static TextRule upTo(int longest) {
        return new TextRule(longest, without(Character::isISOControl), "must have no control characters");
    }

    /** Lines of whatever characters. */
    static TextRule linesUpTo(int longest) {
        return new TextRule(
                longest,
                without(character -> Character.isISOControl(character) && "\n\r\t".indexOf(character) < 0),
                "must have no control characters but line breaks and tabs");
    }

    /** What is wrong with a text, empty where nothing is. */
    Optional<String> faultOf(String text) {
        if (text.isEmpty()) {
            return Optional.of("must not be empty");
        }
        if (text.length() > longest) {
            return Optional.of("must have at most %d characters".formatted(longest));
        }
        if (!isUnicode(text)) {
            return Optional.of("must be Unicode: it has half of a surrogate pair");
        }
        return condition.test(text) ? Optional.empty() : Optional.of(detail);
    }

    /** Whether it can be written in UTF-8: JSON may have half of a surrogate pair in it. */
    static boolean isUnicode(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }

    private static Predicate<String> without(IntPredicate characters) {
        return text -> text.chars().noneMatch(characters);
    }
}
