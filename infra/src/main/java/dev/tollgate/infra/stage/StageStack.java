package dev.tollgate.infra.stage;

import dev.tollgate.infra.settings.Names;
import dev.tollgate.infra.settings.Setting;
import dev.tollgate.infra.settings.StageSettings;
import java.util.Locale;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** One of a stage's stacks. */
abstract class StageStack extends Stack {
    final StageSettings settings;
    final Names names;

    StageStack(Construct stage, StageSettings settings, String id, String description) {
        super(
                stage,
                id,
                StackProps.builder()
                        .stackName(settings.names().of(id.toLowerCase(Locale.ROOT)))
                        .description("Tollgate %s: %s".formatted(settings.kind().id(), description))
                        .terminationProtection(settings.kind().isRetained())
                        .build());
        this.settings = settings;
        this.names = settings.names();
    }

    /** Refuses an ARN of another region than the stage's, as far as that is known. */
    final void checkRegion(Setting arn) {
        var region = getRegion();
        if (!Boolean.TRUE.equals(Token.isUnresolved(region))
                && !settings.text(arn).contains(":" + region + ":")) {
            Annotations.of(this)
                    .addError("%s.%s is of another region than %s, where the stage is"
                            .formatted(settings.kind().id(), arn.id(), region));
        }
    }

    /**
     * What becomes of what is removed from the template, or goes with the stack. What a failed first deployment has made goes in any
     * case: it is empty, and its name would be in the way of the next one.
     */
    final RemovalPolicy removal() {
        return settings.kind().isRetained() ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    }

    /** Where something writes its log, kept as long as the stage's settings say. */
    final LogGroup logGroup(Construct scope, String name) {
        var group = LogGroup.Builder.create(scope, "Logs")
                .logGroupName(name)
                .removalPolicy(removal())
                .build();
        // The builder knows days by names alone.
        ((CfnLogGroup) group.getNode().getDefaultChild())
                .setRetentionInDays(settings.number(Setting.LOG_RETENTION_DAYS));
        return group;
    }

    /** An ARN such as {@code arn:aws:dynamodb:eu-central-1:123456789012:table/tollgate-sandbox-counters}. */
    final String arn(String service, String resource, String name) {
        return arn(service, resource, name, ArnFormat.SLASH_RESOURCE_NAME);
    }

    /** The same, with another character between the kind of resource and its name. */
    final String arn(String service, String resource, String name, ArnFormat format) {
        return formatArn(ArnComponents.builder()
                .service(service)
                .resource(resource)
                .resourceName(name)
                .arnFormat(format)
                .build());
    }

    /** The ARN of the secrets of this name, in which there may be {@code *} and {@code ?}. */
    final String secret(String name) {
        return arn("secretsmanager", "secret", name, ArnFormat.COLON_RESOURCE_NAME);
    }
}
