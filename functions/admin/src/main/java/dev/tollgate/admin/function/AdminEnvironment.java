package dev.tollgate.admin.function;

import dev.tollgate.admin.access.Roles;
import dev.tollgate.core.Stage;
import java.util.Map;
import java.util.Optional;

/**
 * What the function's environment says: see {@link Variable}.
 *
 * @param roles who may do what
 */
record AdminEnvironment(Stage stage, String configurationTable, Roles roles) {
    /** @throws IllegalArgumentException if variables are missing or wrong: the message names each, and what to set */
    static AdminEnvironment of(Map<String, String> environment) {
        var variables = new Variables(environment);
        var stage = variables.read(Variable.STAGE, Stage::of);
        var configuration = variables.read(Variable.CONFIGURATION_TABLE, AdminEnvironment::table);
        var roles = variables.read(Variable.ROLES, Roles::parse);
        variables.check();
        return new AdminEnvironment(stage.orElseThrow(), configuration.orElseThrow(), roles.orElseThrow());
    }

    /** By name or by ARN. */
    private static Optional<String> table(String text) {
        return Optional.of(text).filter(name -> name.matches("[A-Za-z0-9_.:/-]{3,1024}"));
    }
}
