package dev.tollgate.infra.stage;

import dev.tollgate.infra.settings.Names;
import dev.tollgate.infra.settings.StageSettings;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/**
 * A whole gateway: data, the gateway, its administration, and how it is watched. Production and sandbox are two of these, and
 * share nothing.
 */
public final class TollgateStage extends Stage {
    /**
     * A stage in an account and a region.
     *
     * @param environment where; an empty one leaves it to whoever deploys the templates
     */
    public TollgateStage(Construct app, StageSettings settings, Zips zips, Environment environment) {
        super(
                app,
                settings.kind().construct(),
                StageProps.builder().env(environment).build());
        var data = new DataStack(this, settings);
        var gateway = new GatewayStack(this, settings, zips.proxy());
        var admin = new AdminStack(this, settings, zips.admin());
        var operations = new OperationsStack(this, settings);

        gateway.addStackDependency(data, "the functions start on its tables");
        admin.addStackDependency(gateway, "API Gateway's role for logs is made there");
        operations.addStackDependency(admin, "what is watched must be there");
        Tags.of(this).add(Names.TAG, settings.kind().id());
        settings.tags().forEach(Tags.of(this)::add);
    }
}
