package dev.tollgate.infra.stage;

import dev.tollgate.infra.settings.Setting;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.services.apigateway.BasePathMappingOptions;
import software.amazon.awscdk.services.apigateway.DomainName;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.SecurityPolicy;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.ApiGatewayDomain;
import software.constructs.Construct;

/** The API under a name of the operator's. Its paths begin with the stage, as they do without one. */
final class CustomDomain extends Construct {
    private final String endpoint;

    CustomDomain(StageStack stack, RestApi api) {
        super(stack, "Domain");
        var settings = stack.settings;
        var name = settings.text(Setting.DOMAIN_NAME);
        var stage = settings.kind().id();
        stack.checkRegion(Setting.CERTIFICATE);
        var domain = DomainName.Builder.create(this, "Name")
                .domainName(name)
                .certificate(Certificate.fromCertificateArn(this, "Certificate", settings.text(Setting.CERTIFICATE)))
                .endpointType(EndpointType.REGIONAL)
                .securityPolicy(SecurityPolicy.TLS_1_2)
                .build();
        domain.addBasePathMapping(
                api,
                BasePathMappingOptions.builder()
                        .basePath(stage)
                        .stage(api.getDeploymentStage())
                        .build());
        if (settings.has(Setting.HOSTED_ZONE_ID)) {
            ARecord.Builder.create(this, "Record")
                    .zone(HostedZone.fromHostedZoneAttributes(
                            this,
                            "Zone",
                            HostedZoneAttributes.builder()
                                    .hostedZoneId(settings.text(Setting.HOSTED_ZONE_ID))
                                    .zoneName(settings.text(Setting.HOSTED_ZONE_NAME))
                                    .build()))
                    .recordName(name + ".")
                    .target(RecordTarget.fromAlias(new ApiGatewayDomain(domain)))
                    .build();
        } else {
            CfnOutput.Builder.create(stack, "DomainTarget")
                    .description("What %s must be a CNAME of".formatted(name))
                    .value(domain.getDomainNameAliasDomainName())
                    .build();
        }
        this.endpoint = "https://%s/%s".formatted(name, stage);
    }

    /** What stands before a backend's name. */
    String endpoint() {
        return endpoint;
    }
}
