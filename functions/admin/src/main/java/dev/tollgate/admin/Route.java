package dev.tollgate.admin;

import dev.tollgate.admin.access.Reach;
import dev.tollgate.admin.access.Role;
import dev.tollgate.core.configuration.ConfigurationObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can be asked. Immutable.
 *
 * @param method such as {@code GET}
 * @param template the path; {@code {id}} stands for one part of it
 * @param role who may ask, and whoever may do more
 * @param reach whether those may ask too who are confined to one subscriber
 * @param endpoint answers
 */
record Route(String method, Template template, Role role, Reach reach, Endpoint endpoint) {
    Route(String method, String template, Role role, Reach reach, Endpoint endpoint) {
        this(method, Template.of(template), role, reach, endpoint);
    }

    /**
     * A path with variables.
     *
     * @param text such as {@code /policies/{id}}
     * @param pattern the paths it stands for, each variable a group
     */
    record Template(String text, Pattern pattern) {
        private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

        static Template of(String text) {
            var literal = text.replace(".", "\\.");
            return new Template(text, Pattern.compile(VARIABLE.matcher(literal).replaceAll("(?<$1>[^/]+)")));
        }

        /** What the variables stand for in a path, empty where it is not one of these: every variable is an id. */
        Optional<Map<String, String>> match(String path) {
            var matcher = pattern.matcher(path);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            var variables = new HashMap<String, String>();
            pattern.namedGroups().forEach((name, group) -> variables.put(name, matcher.group(group)));
            return variables.values().stream().allMatch(ConfigurationObject::isId)
                    ? Optional.of(variables)
                    : Optional.empty();
        }
    }
}
