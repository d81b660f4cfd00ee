package dev.tollgate.admin.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who has which role. Immutable.
 *
 * @param granted the highest role of each over the whole stage
 * @param confined the highest role of each over what belongs to a subscriber, by the subscriber's name
 */
public record Roles(Map<Principal, Role> granted, Map<String, Map<Principal, Role>> confined) {
    private static final Pattern LINE_END = Pattern.compile("[;\\n]");
    /** The comma before another one: IAM's names may have commas too. */
    private static final Pattern COMMA = Pattern.compile(",\\s*(?=arn:|group:)");

    private static final Pattern GRANT =
            Pattern.compile("(?<role>[a-z]+)(\\((?<subscriber>[^()\\s][^()]{0,99})\\))?\\s*=\\s*(?<principals>\\S.*)");

    /** Copies the maps. */
    public Roles {
        granted = Map.copyOf(granted);
        confined = Map.copyOf(confined);
    }

    /** Over the whole stage. */
    public Roles(Map<Principal, Role> granted) {
        this(granted, Map.of());
    }

    /**
     * Reads a setting such as {@code viewer=arn:aws:iam::123456789012:role/Readers,group:staff;admin=group:platform}: a role
     * and who has it, the roles in lines or with semicolons between them. Who is named twice has the higher one. A role such as
     * {@code operator(Acme Ltd)} is one over what belongs to that subscriber.
     *
     * @return empty where any part of it cannot be understood, or nobody has a role
     */
    public static Optional<Roles> parse(String setting) {
        var granted = new HashMap<Principal, Role>();
        var confined = new HashMap<String, Map<Principal, Role>>();
        for (var line : LINE_END.split(setting, -1)) {
            if (!line.isBlank() && !addGrant(line.strip(), granted, confined)) {
                return Optional.empty();
            }
        }
        return granted.isEmpty() && confined.isEmpty() ? Optional.empty() : Optional.of(new Roles(granted, confined));
    }

    private static boolean addGrant(
            String line, Map<Principal, Role> granted, Map<String, Map<Principal, Role>> confined) {
        var grant = GRANT.matcher(line);
        var role = grant.matches() ? Role.of(grant.group("role")) : Optional.<Role>empty();
        if (role.isEmpty()) {
            return false;
        }
        var subscriber = Optional.ofNullable(grant.group("subscriber"));
        var added = subscriber
                .map(name -> confined.computeIfAbsent(name.strip(), _ -> new HashMap<>()))
                .orElse(granted);
        for (var text : COMMA.split(grant.group("principals"), -1)) {
            var principal = PrincipalReader.ofSetting(text.strip());
            if (principal.isEmpty()) {
                return false;
            }
            added.merge(principal.get(), role.get(), (one, other) -> one.includes(other) ? one : other);
        }
        return true;
    }

    /**
     * What somebody may do this with; empty where they may not. Whoever was given no role may do nothing, and whoever is confined
     * to two subscribers neither: nobody could say which of the two a request is for.
     */
    Optional<Scope> permit(Identity identity, Role needed, Reach reach) {
        if (includes(granted, identity, needed)) {
            return Optional.of(new Scope.WholeStage());
        }
        var subscribers = confined.entrySet().stream()
                .filter(grants -> includes(grants.getValue(), identity, needed))
                .map(Map.Entry::getKey)
                .toList();
        return reach == Reach.ONE_SUBSCRIBER && subscribers.size() == 1
                ? Optional.of(new Scope.OneSubscriber(subscribers.getFirst()))
                : Optional.empty();
    }

    private static boolean includes(Map<Principal, Role> grants, Identity identity, Role needed) {
        return identity.principals().stream()
                .flatMap(principal -> Optional.ofNullable(grants.get(principal)).stream())
                .anyMatch(role -> role.includes(needed));
    }
}
