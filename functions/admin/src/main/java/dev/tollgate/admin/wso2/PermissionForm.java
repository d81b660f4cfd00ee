package dev.tollgate.admin.wso2;

import dev.tollgate.admin.form.Fields;
import dev.tollgate.admin.form.PolicyBounds;
import dev.tollgate.core.configuration.Permissions;
import java.util.List;
import java.util.Optional;

/**
 * Whom a plan is for.
 *
 * @param permissionType {@code ALLOW} or {@code DENY}
 */
record PermissionForm(String permissionType, List<String> roles) {
    /** The role that every user of the API Manager has: a plan that is allowed to it is for everyone here too. */
    static final String EVERYONE = "Internal/everyone";

    /** Empty where nobody is denied: there the API Manager has no permissions. */
    static Optional<PermissionForm> of(Permissions permissions) {
        return permissions.equals(Permissions.EVERYONE)
                ? Optional.empty()
                : Optional.of(new PermissionForm(
                        permissions.type().name(),
                        permissions.roles().stream().sorted().toList()));
    }

    static Optional<Permissions> read(Fields fields) {
        fields.require("permissionType");
        var type = fields.choice("permissionType", Permissions.Type.class, Permissions.Type.DENY);
        var roles = fields.distinct("roles", PolicyBounds.MOST_ROLES, PolicyBounds.ROLE);
        if (roles.isEmpty()) {
            fields.value("roles").wrong("must name a role; leave permissions out where the policy is for everyone");
        }
        var isEveryoneNamed = roles.contains(EVERYONE);
        if (isEveryoneNamed && type == Permissions.Type.DENY) {
            fields.value("roles").wrong("must not have %s: the policy would be for nobody".formatted(EVERYONE));
        }
        return fields.make(() -> isEveryoneNamed ? Permissions.EVERYONE : new Permissions(type, roles));
    }
}
