package dev.tollgate.infra.stage;

import dev.tollgate.infra.settings.Setting;
import dev.tollgate.infra.settings.StageSettings;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CapacityProvider;
import software.amazon.awscdk.services.lambda.CapacityProviderFunctionOptions;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * Lambda Managed Instances: EC2 instances that Lambda keeps, on which one process takes many calls at once. For high volume:
 * {@code docs/cost.md} says from where on.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances.html">Lambda Managed Instances</a>
 */
final class Instances extends Construct {
    private final CapacityProvider provider;
    private final long callsAtOnce;

    Instances(Construct scope, StageSettings settings) {
        super(scope, "Instances");
        this.callsAtOnce = settings.number(Setting.INSTANCE_CALLS);
        this.provider = CapacityProvider.Builder.create(this, "Provider")
                .architectures(List.of(Architecture.ARM_64))
                .maxVCpuCount(settings.number(Setting.INSTANCE_VCPUS))
                .subnets(each(settings.list(Setting.SUBNETS), this::subnet))
                .securityGroups(each(settings.list(Setting.SECURITY_GROUPS), this::securityGroup))
                .build();
        Accepted.inside(provider, "AwsSolutions-IAM4", "the role's rights are those that Lambda asks for");
    }

    /** Has the function run there. */
    void host(Function function) {
        provider.addFunction(
                function,
                CapacityProviderFunctionOptions.builder()
                        .perExecutionEnvironmentMaxConcurrency(callsAtOnce)
                        .executionEnvironmentMemoryGiBPerVCpu(StageSettings.GB_PER_PROCESSOR)
                        // Nobody calls it: all go through the alias. It would have three processes of its own.
                        .publishToLatestPublished(false)
                        .build());
    }

    private ISubnet subnet(String id, String subnet) {
        var found = Subnet.fromSubnetId(this, id, subnet);
        Annotations.of(found)
                .acknowledgeWarning("@aws-cdk/aws-ec2:noSubnetRouteTableId", "nothing asks for its route table");
        return found;
    }

    private ISecurityGroup securityGroup(String id, String group) {
        return SecurityGroup.fromSecurityGroupId(this, id, group);
    }

    private static <T> List<T> each(List<String> ids, BiFunction<String, String, T> found) {
        return IntStream.range(0, ids.size())
                .mapToObj(number -> found.apply(ids.get(number), ids.get(number)))
                .toList();
    }
}
