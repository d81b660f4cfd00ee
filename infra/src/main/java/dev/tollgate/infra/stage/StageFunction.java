package dev.tollgate.infra.stage;

import dev.tollgate.infra.settings.Names;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.constructs.Construct;

/**
 * A function as it is called: a published version of its zip, restored from a snapshot, behind the alias {@code live}. Nothing
 * calls one asynchronously, so none has a dead-letter queue.
 */
final class StageFunction extends Construct {
    private static final String ALIAS = "live";

    /** In the zip; Lambda starts it in place of its own runtime. */
    private static final String WRAPPER = "/var/task/tollgate-runtime";

    private static final List<String> NETWORK_INTERFACES = List.of(
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:UnassignPrivateIpAddresses");

    private final StageStack stack;
    private final String name;
    private final Role role;
    private final Function function;

    /**
     * What one function has that the other has not.
     *
     * @param name its name in Lambda
     * @param description what it is for
     * @param zip its code
     * @param handler the class that Lambda is told
     * @param environment its variables
     * @param memoryMb its memory, and by it its share of a processor
     * @param timeout the longest call
     * @param host what its processes come from
     */
    record Spec(
            String name,
            String description,
            Path zip,
            String handler,
            Map<String, String> environment,
            long memoryMb,
            Duration timeout,
            Host host) {}

    /** What the processes of a function come from. */
    enum Host {
        /** Snapshots of a started one, restored for one call at a time. */
        SNAPSHOTS,
        /** Instances that are kept, with many calls at once in a process. */
        INSTANCES
    }

    StageFunction(StageStack stack, Spec spec) {
        super(stack, "Function");
        this.stack = stack;
        this.name = spec.name();
        var logs = stack.logGroup(this, Names.logGroup(spec.name()));
        this.role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description(spec.description())
                .build();
        allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), logs.getLogGroupArn());
        var environment = new HashMap<>(spec.environment());
        environment.put("AWS_LAMBDA_EXEC_WRAPPER", WRAPPER);
        var code = Function.Builder.create(this, "Code")
                .functionName(spec.name())
                .description(spec.description())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .code(Code.fromAsset(spec.zip().toString()))
                .handler(spec.handler())
                .environment(environment)
                .memorySize(spec.memoryMb())
                .timeout(spec.timeout())
                .role(role.withoutPolicyUpdates())
                .logGroup(logs);
        if (spec.host() == Host.INSTANCES) {
            // Lambda takes no other form there, and has no snapshots. What is logged is the function's own decision.
            this.function = code.loggingFormat(LoggingFormat.JSON)
                    .applicationLogLevelV2(ApplicationLogLevel.TRACE)
                    .currentVersionOptions(version(RemovalPolicy.DESTROY))
                    .build();
            new Instances(this, stack.settings).host(function);
        } else {
            this.function = code.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                    .currentVersionOptions(version(stack.removal()))
                    .build();
            Annotations.of(function)
                    .acknowledgeWarning(
                            "@aws-cdk/aws-lambda:snapStartRequirePublish", "a version is published: see live");
        }
        // Its role's rights are there before it starts, in a snapshot that nobody takes again.
        function.getNode().addDependency(role);
    }

    /** A version that is no longer live costs nothing, unless it has instances, which it would keep. */
    private static VersionOptions version(RemovalPolicy removal) {
        return VersionOptions.builder().removalPolicy(removal).build();
    }

    /** Lets at most so many calls run at once, and keeps so many of the account's for them. */
    void reserve(long calls) {
        ((CfnFunction) function.getNode().getDefaultChild()).setReservedConcurrentExecutions(calls);
    }

    /** Gives the function rights. */
    void allow(List<String> actions, String... resources) {
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resources))
                .build());
    }

    /** Gives it rights to what has no whole name beforehand, and says why. */
    void allowMany(String reason, List<String> actions, String... resources) {
        allow(actions, resources);
        Accepted.rights(role, reason, resources);
    }

    /** What callers name; it moves to a new version once that is ready. */
    Alias live() {
        return Alias.Builder.create(this, "Live")
                .aliasName(ALIAS)
                .version(function.getCurrentVersion())
                .build();
    }

    /** Puts it into a network of the operator's, for providers that are there. */
    void join(List<String> subnets, List<String> securityGroups) {
        ((CfnFunction) function.getNode().getDefaultChild())
                .setVpcConfig(CfnFunction.VpcConfigProperty.builder()
                        .subnetIds(subnets)
                        .securityGroupIds(securityGroups)
                        .build());
        allowMany("Lambda's network interfaces have no names beforehand", NETWORK_INTERFACES, "*");
        // They are for Lambda, which makes the interfaces, and not for the code that runs in the function.
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .effect(Effect.DENY)
                .actions(NETWORK_INTERFACES)
                .resources(List.of("*"))
                .conditions(Map.of(
                        "ArnEquals",
                        Map.of(
                                "lambda:SourceFunctionArn",
                                stack.arn("lambda", "function", name, ArnFormat.COLON_RESOURCE_NAME))))
                .build());
    }
}
