package dev.tollgate.template;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An action that a policy allows on a resource; in both, {@code *} stands for any characters and {@code ?} for any one.
 *
 * @param action such as {@code dynamodb:GetItem}
 * @param resource such as {@code arn:aws:secretsmanager:eu-central-1:123456789012:secret:tollgate/*}
 */
record Right(String action, String resource) {
    private static final Pattern CHARACTERS = Pattern.compile("");

    /** Whether it is enough for this. */
    boolean covers(Access access) {
        return matches(action, access.action()) && matches(resource, access.resource());
    }

    private static boolean matches(String wanted, String text) {
        var pattern = Arrays.stream(CHARACTERS.split(wanted))
                .map(character -> switch (character) {
                    case "*" -> ".*";
                    case "?" -> ".";
                    default -> Pattern.quote(character);
                })
                .collect(Collectors.joining());
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).matches();
    }
}
