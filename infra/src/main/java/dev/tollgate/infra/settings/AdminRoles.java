package dev.tollgate.infra.settings;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who administers a stage, as the admin function reads it: a role and who has it, the roles in lines or with semicolons between
 * them. Checked before anything is deployed: a function that cannot read it does not start, and CloudFormation does not say why.
 */
final class AdminRoles {
    private static final String PRINCIPAL =
            "(arn:aws[a-z-]*:iam::\\d{12}:(role|user)/([!-~]{1,510}/)?[A-Za-z0-9_+=,.@-]{1,64}|group:[^\\s,;]{1,128})";

    private static final Pattern GRANT = Pattern.compile(
            "(viewer|operator|admin)(\\([^()\\s][^()]{0,99}\\))?\\s*=\\s*%1$s(\\s*,\\s*%1$s)*".formatted(PRINCIPAL));

    private AdminRoles() {}

    /** Whether somebody has a role by it, and nothing else is in it. */
    static boolean areIn(String text) {
        var grants = Stream.of(text.split("[;\\n]", -1))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return !grants.isEmpty()
                && grants.stream().allMatch(grant -> GRANT.matcher(grant).matches());
    }
}
