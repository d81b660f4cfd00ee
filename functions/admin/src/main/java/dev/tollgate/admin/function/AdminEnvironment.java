package dev.tollgate.admin.function;

import dev.tollgate.admin.access.Roles;
import dev.tollgate.core.Stage;
import java.util.Map;
import java.util.Optional;

/**
 * What the function's environment says: see {@link Variable}.
 *
 * @param secretsPrefix how the names of its secrets begin
 * @param roles who may do what
 */
record AdminEnvironment(
        Stage stage, String configurationTable, String countersTable, String secretsPrefix, Roles roles) {
    /** @throws IllegalArgumentException if variables are missing or wrong: the message names each, and what to set */
    static AdminEnvironment of(Map<String, String> environment) {
        var variables = new Variables(environment);
        var stage = variables.read(Variable.STAGE, Stage::of);
        var configuration = variables.read(Variable.CONFIGURATION_TABLE, AdminEnvironment::table);
        var counters = variables.read(Variable.COUNTERS_TABLE, AdminEnvironment::table);
        var secrets = variables.read(Variable.SECRETS_PREFIX, AdminEnvironment::prefix);
        var roles = variables.read(Variable.ROLES, Roles::parse);
        variables.check();
        return new AdminEnvironment(
                stage.orElseThrow(),
                configuration.orElseThrow(),
                counters.orElseThrow(),
                secrets.orElseThrow(),
                roles.orElseThrow());
    }

    /** By name or by ARN. */
    private static Optional<String> table(String text) {
        return Optional.of(text).filter(name -> name.matches("[A-Za-z0-9_.:/-]{3,1024}"));
    }

    /** Of the characters that Secrets Manager allows in a name. */
    private static Optional<String> prefix(String text) {
        return Optional.of(text).filter(prefix -> prefix.matches("[A-Za-z0-9/_+=.@-]+/"));
    }
}
