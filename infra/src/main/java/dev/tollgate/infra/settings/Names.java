package dev.tollgate.infra.settings;

import java.util.Optional;

/**
 * What the resources of a stage are called. Stacks know of each other by these names alone: they export nothing, so that each can
 * be changed without another.
 *
 * @param stage the stage's id
 * @param existingConfiguration a table that is there already, used in place of the stack's own
 * @param existingCounters likewise
 */
public record Names(String stage, Optional<String> existingConfiguration, Optional<String> existingCounters) {
    /** The tag of every resource, with the stage as its value. */
    public static final String TAG = "tollgate:stage";

    /** Of anything that belongs to the stage. */
    public String of(String thing) {
        return "tollgate-%s-%s".formatted(stage, thing);
    }

    /** The table that the data stack makes. */
    public String ownConfigurationTable() {
        return of("configuration");
    }

    /** The table that the data stack makes. */
    public String ownCountersTable() {
        return of("counters");
    }

    /** The table that the functions use. */
    public String configurationTable() {
        return existingConfiguration.orElseGet(this::ownConfigurationTable);
    }

    /** The table that the functions use. */
    public String countersTable() {
        return existingCounters.orElseGet(this::ownCountersTable);
    }

    /** What the names of its secrets begin with. */
    public String secretsPrefix() {
        return "tollgate/%s/".formatted(stage);
    }

    /** What the names of providers' keys begin with. */
    public String credentials() {
        return secretsPrefix() + "credentials/";
    }

    /** The secret that keys are hashed with. */
    public String pepper() {
        return secretsPrefix() + "pepper";
    }

    /** The function that answers calls. */
    public String proxyFunction() {
        return of("proxy");
    }

    /** The function that administers. */
    public String adminFunction() {
        return of("admin");
    }

    /** The API that applications call. */
    public String gatewayApi() {
        return of("gateway");
    }

    /** The API of administration. */
    public String adminApi() {
        return of("administration");
    }

    /** Where the function of this name logs. */
    public static String logGroup(String function) {
        return "/aws/lambda/" + function;
    }

    /** Where alarms and the budget are told. */
    public String topic() {
        return of("alerts");
    }
}
