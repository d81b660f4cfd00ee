package dev.tollgate.admin.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who has which role. Immutable.
 *
 * @param granted the highest role of each
 */
public record Roles(Map<Principal, Role> granted) {
    private static final Pattern LINE_END = Pattern.compile("[;\\n]");
    /** The comma before another one: IAM's names may have commas too. */
    private static final Pattern COMMA = Pattern.compile(",\\s*(?=arn:|group:)");

    private static final Pattern GRANT = Pattern.compile("\\s*(?<role>[a-z]+)\\s*=\\s*(?<principals>\\S.*)");

    /** Copies the map. */
    public Roles {
        granted = Map.copyOf(granted);
    }

    /**
     * Reads a setting such as {@code viewer=arn:aws:iam::123456789012:role/Readers,group:staff;admin=group:platform}: a role
     * and who has it, the roles in lines or with semicolons between them. Who is named twice has the higher one.
     *
     * @return empty where any part of it cannot be understood, or nobody has a role
     */
    public static Optional<Roles> parse(String setting) {
        var granted = new HashMap<Principal, Role>();
        for (var line : LINE_END.split(setting, -1)) {
            if (!line.isBlank() && !addGrant(line.strip(), granted)) {
                return Optional.empty();
            }
        }
        return granted.isEmpty() ? Optional.empty() : Optional.of(new Roles(granted));
    }

    private static boolean addGrant(String line, Map<Principal, Role> granted) {
        var grant = GRANT.matcher(line);
        var role = grant.matches() ? Role.of(grant.group("role")) : Optional.<Role>empty();
        if (role.isEmpty()) {
            return false;
        }
        for (var text : COMMA.split(grant.group("principals"), -1)) {
            var principal = PrincipalReader.ofSetting(text.strip());
            if (principal.isEmpty()) {
                return false;
            }
            granted.merge(principal.get(), role.get(), (one, other) -> one.includes(other) ? one : other);
        }
        return true;
    }

    /** Whether any role that was given includes this one. Whoever was given none may do nothing. */
    boolean permit(Identity identity, Role needed) {
        return identity.principals().stream()
                .flatMap(principal -> Optional.ofNullable(granted.get(principal)).stream())
                .anyMatch(role -> role.includes(needed));
    }
}
