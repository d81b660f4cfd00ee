package dev.tollgate.admin.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do, in ascending order: each includes those before it. */
public enum Role {
    /** May read everything. */
    VIEWER,
    /** May also change what daily work needs. */
    OPERATOR,
    /** May do everything. */
    ADMIN;

    /** The name in settings and messages: lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with this id, empty where there is none. */
    public static Optional<Role> of(String id) {
        return Arrays.stream(values()).filter(role -> role.id().equals(id)).findFirst();
    }

    /** Whether whoever has this role may do what the other one may. */
    boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
