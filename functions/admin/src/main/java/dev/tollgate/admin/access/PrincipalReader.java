package dev.tollgate.admin.access;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads principals, in the characters that IAM and Cognito allow.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM identifiers</a>
 */
final class PrincipalReader {
    private static final String NAME = "(?<name>[A-Za-z0-9_+=,.@-]{1,64})";
    private static final Pattern ROLE_OR_USER =
            Pattern.compile("arn:aws[a-z-]*:iam::(?<account>\\d{12}):(?<kind>role|user)/([!-~]{1,510}/)?" + NAME);
    private static final Pattern SESSION = Pattern.compile(
            "arn:aws[a-z-]*:sts::(?<account>\\d{12}):assumed-role/" + NAME + "/[A-Za-z0-9_+=,.@-]{1,64}");
    /** Without a comma, which separates groups in a claim. */
    private static final Pattern GROUP = Pattern.compile("group:(?<name>[^\\s,;]{1,128})");

    private PrincipalReader() {}

    /** Of a setting: the ARN of a role or user, or {@code group:<name>}; empty where it is neither. */
    static Optional<Principal> ofSetting(String text) {
        var group = GROUP.matcher(text);
        return group.matches()
                ? Optional.of(new Principal.Group(group.group("name")))
                : ofArn(ROLE_OR_USER.matcher(text));
    }

    /** Of a caller's ARN, as API Gateway tells it; empty where it is none that a role can be given to. */
    static Optional<Principal> ofCaller(String userArn) {
        var session = SESSION.matcher(userArn);
        return session.matches()
                ? Optional.of(new Principal.IamRole(session.group("account"), session.group("name")))
                : ofArn(ROLE_OR_USER.matcher(userArn));
    }

    private static Optional<Principal> ofArn(Matcher arn) {
        if (!arn.matches()) {
            return Optional.empty();
        }
        var account = arn.group("account");
        var name = arn.group("name");
        return Optional.of(
                arn.group("kind").equals("role")
                        ? new Principal.IamRole(account, name)
                        : new Principal.IamUser(account, name));
    }
}
