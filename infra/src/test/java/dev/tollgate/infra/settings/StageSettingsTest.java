package dev.tollgate.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StageSettingsTest {
    @Test
    void whatIsNotSet_hasTheStagesOwnValue() {
        var production = StageSettings.production(Map.of());
        var sandbox = StageSettings.sandbox(Map.of());

        assertThat(production.number(Setting.LOG_RETENTION_DAYS)).isEqualTo(90);
        assertThat(sandbox.number(Setting.LOG_RETENTION_DAYS)).isEqualTo(14);
        assertThat(production.number(Setting.THROTTLE_RATE)).isEqualTo(1000);
        assertThat(sandbox.number(Setting.THROTTLE_RATE)).isEqualTo(100);
        assertThat(sandbox.text(Setting.REPLY_MODE)).isEqualTo("streamed");
        assertThat(sandbox.isOn(Setting.API_LOG_ROLE)).isTrue();
        assertThat(sandbox.has(Setting.DOMAIN_NAME)).isFalse();
        assertThat(sandbox.text(Setting.ALLOWED_NETWORKS)).isEmpty();
        assertThat(sandbox.list(Setting.SOURCES)).isEmpty();
        assertThat(sandbox.findNumber(Setting.BUDGET_USD)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everyValueOfItsOwn_isAccepted(Setting setting) {
        for (var stage : StageKind.values()) {
            assertThat(setting.otherwise(stage).stream()).allMatch(setting::accepts);
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void aSlip_isRefused_withTheName_theValue_andWhatItMustBe(Setting setting) {
        var slip = slip(setting);

        assertThatThrownBy(() -> StageSettings.sandbox(Map.of("sandbox." + setting.id(), slip)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("sandbox.%s must be %s, not '%s'", setting.id(), setting.mustBe(), slip);
    }

    /** What somebody might write who means well. */
    private static String slip(Setting setting) {
        return switch (setting) {
            case ADMIN_ROLES -> "admin=arn:aws:sts::123456789012:assumed-role/Platform/me";
            case REPLY_MODE -> "stream";
            case ERROR_FORMAT -> "openai";
            case MAX_BODY_BYTES -> "6MB";
            case STORE_TIMEOUT_MS -> "0.2";
            case ALLOWED_NETWORKS, SOURCES, ADMIN_SOURCES -> "10.0.0.1/8";
            case PLAIN_HTTP, API_LOG_ROLE, INSTANCES -> "yes";
            case BEDROCK_MODELS -> "anthropic.claude-*;amazon.nova-*";
            case LOG_LEVEL -> "info";
            case LOG_RETENTION_DAYS -> "45";
            case MEMORY_MB -> "128";
            case RESERVED_CONCURRENCY -> "0";
            case THROTTLE_RATE, THROTTLE_BURST -> "unlimited";
            case USER_POOL -> "eu-central-1_aBcDeFgHi";
            case DOMAIN_NAME -> "https://llm.example.com";
            case CERTIFICATE -> "arn:aws:iam::123456789012:server-certificate/llm";
            case HOSTED_ZONE_ID -> "/hostedzone/Z0123456789";
            case HOSTED_ZONE_NAME -> "example.com.";
            case FIREWALL_RATE -> "1";
            case WARM_READS, WARM_WRITES -> "1000";
            case CONFIGURATION_TABLE, COUNTERS_TABLE -> "arn:aws:dynamodb:eu-central-1:123456789012:table/restored";
            case SUBNETS -> "vpc-0a1b2c3d";
            case SECURITY_GROUPS -> "sg-00000001,sg-00000002,sg-00000003,sg-00000004,sg-00000005,sg-00000006";
            case INSTANCE_CALLS -> "5000";
            case INSTANCE_VCPUS -> "4";
            case ALARM_EMAIL -> "gateway at example.com";
            case BUDGET_USD -> "$50";
            case TAGS -> "team:platform";
        };
    }

    @Test
    void aName_isInTheZoneThatItIsEnteredIn() {
        var context = new TreeMap<>(Map.of(
                "sandbox.certificate", "arn:aws:acm:eu-central-1:123456789012:certificate/1",
                "sandbox.domainName", "llm.myexample.com",
                "sandbox.hostedZoneId", "Z0123456789",
                "sandbox.hostedZoneName", "example.com"));
        assertThat(faults(context))
                .containsExactly("sandbox.domainName must be in example.com, the zone that it is entered in");

        for (var name : List.of("example.com", "llm.eu.example.com")) {
            context.put("sandbox.domainName", name);
            assertThat(faults(context)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, false",
        "1, true",
        "10000, true",
        "10001, false",
        "-1, false",
        "1.5, false",
        "9999999999999999, false"
    })
    void aNumber_isWithinItsBounds(String text, boolean isAccepted) {
        assertThat(Setting.THROTTLE_RATE.accepts(text)).isEqualTo(isAccepted);
    }

    @Test
    void allFaults_areToldAtOnce() {
        var context = Map.of(
                "sandbox.replyMode", "fast",
                "sandbox.memmoryMb", "512",
                "sandbox.logLevel", "debug",
                "sandbox.hostedZoneId", "Z0123456789");

        assertThat(faults(context))
                .containsExactlyInAnyOrder(
                        "sandbox.memmoryMb is no setting: those that are stand in docs/deploy.md",
                        "sandbox.replyMode must be streamed or buffered, not 'fast'",
                        "sandbox.logLevel must be DEBUG or INFO or WARN or ERROR, not 'debug'",
                        "sandbox.hostedZoneId needs sandbox.domainName as well: a name such as llm.example.com",
                        "sandbox.hostedZoneId needs sandbox.hostedZoneName as well: "
                                + "the name of that zone, such as example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "domainName, llm.example.com, certificate",
        "certificate, arn:aws:acm:eu-central-1:123456789012:certificate/1, domainName",
        "hostedZoneName, example.com, hostedZoneId",
        "subnets, subnet-0a1b2c3d, securityGroups",
        "securityGroups, sg-0a1b2c3d, subnets"
    })
    void whatNeedsAnother_isRefusedAlone(String setting, String value, String other) {
        assertThat(faults(Map.of("sandbox." + setting, value)))
                .singleElement()
                .asString()
                .startsWith("sandbox.%s needs sandbox.%s as well: ".formatted(setting, other));
    }

    @Test
    void instances_haveThreeZones_andAsManyCallsAsTheirMemoryAllows() {
        var fitting = new TreeMap<>(Map.of(
                "sandbox.instances", "true",
                "sandbox.memoryMb", "4096",
                "sandbox.instanceCalls", "128",
                "sandbox.instanceVcpus", "24",
                "sandbox.subnets", "subnet-00000001,subnet-00000002,subnet-00000003",
                "sandbox.securityGroups", "sg-00000001"));
        assertThat(StageSettings.sandbox(fitting).isOn(Setting.INSTANCES)).isTrue();

        fitting.put("sandbox.instanceCalls", "129");
        fitting.put("sandbox.instanceVcpus", "23");
        fitting.put("sandbox.subnets", "subnet-00000001,subnet-00000002,subnet-00000001");

        assertThat(faults(fitting))
                .containsExactlyInAnyOrder(
                        "sandbox.instanceCalls is too much for memoryMb: AWS takes 64 calls for each 2048 MB at most",
                        "sandbox.instanceVcpus must be 24 or more for memoryMb: "
                                + "an upgrade runs two versions for a while, each in three processes",
                        "sandbox.subnets must be three or more for instances, each in another zone");
    }

    @ParameterizedTest
    @CsvSource({"2048, 12", "2049, 24", "6144, 24", "6145, 48", "10240, 48"})
    void instances_haveRoomForTwoVersions(String memory, int processors) {
        var context = Map.of(
                "sandbox.instances", "true",
                "sandbox.memoryMb", memory,
                "sandbox.subnets", "subnet-00000001,subnet-00000002,subnet-00000003",
                "sandbox.securityGroups", "sg-00000001");
        var enough = new TreeMap<>(context);
        enough.put("sandbox.instanceVcpus", Integer.toString(processors));
        assertThat(faults(enough)).isEmpty();
        if (processors > 12) {
            enough.put("sandbox.instanceVcpus", Integer.toString(processors - 1));
            assertThat(faults(enough)).hasSize(1);
        }
    }

    @Test
    void settingsOfNoStage_areRefused() {
        assertThatThrownBy(() -> StageSettings.ofBoth(Map.of(
                        "adminRoles", "x", "sanbox.memoryMb", "512", "production.memoryMb", "5", "@aws-cdk/x", "1")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "adminRoles is of no stage: write sandbox.adminRoles or production.adminRoles",
                        "sanbox.memoryMb is of no stage: write sandbox.memoryMb or production.memoryMb",
                        "production.memoryMb must be a number from 256 to 10240, not '5'"));
    }

    @Test
    void instances_needANetwork_memory_andNoReservedConcurrency() {
        assertThat(faults(Map.of("sandbox.instances", "true", "sandbox.reservedConcurrency", "5")))
                .containsExactly(
                        "sandbox.instances needs sandbox.subnets as well: "
                                + "ids of up to 16 subnets with commas between them",
                        "sandbox.memoryMb must be 2048 or more on instances: AWS runs none with less",
                        "sandbox.reservedConcurrency has no meaning on instances: see instanceCalls and instanceVcpus");
    }

    @Test
    void aStage_doesNotSeeTheOthersValues_norTheirFaults() {
        var context = Map.of(
                "production.memoryMb", "2048", "production.tags", "team=a", "production.typo", "1", "other", "2");

        var sandbox = StageSettings.sandbox(context);

        assertThat(sandbox).usingRecursiveComparison().isEqualTo(StageSettings.sandbox(Map.of()));
    }

    @Test
    void anEmptyValue_isAsGoodAsNone() {
        assertThat(StageSettings.sandbox(Map.of("sandbox.memoryMb", " ", "sandbox.domainName", "")))
                .usingRecursiveComparison()
                .isEqualTo(StageSettings.sandbox(Map.of()));
    }

    @Test
    void lists_andTags_areTakenApart() {
        var context = new TreeMap<String, String>();
        context.put("sandbox.sources", "203.0.113.0/24 , 2001:db8::/32");
        context.put("sandbox.tags", "team=platform, cost-center=42");

        var settings = StageSettings.sandbox(context);

        assertThat(settings.list(Setting.SOURCES)).containsExactly("203.0.113.0/24", "2001:db8::/32");
        assertThat(settings.tags()).containsExactly(Map.entry("team", "platform"), Map.entry("cost-center", "42"));
    }

    @Test
    void names_areTheStages_unlessATableIsThereAlready() {
        var own = StageSettings.sandbox(Map.of()).names();
        var existing = StageSettings.sandbox(Map.of("sandbox.countersTable", "restored"))
                .names();

        assertThat(own.countersTable()).isEqualTo("tollgate-sandbox-counters");
        assertThat(existing.countersTable()).isEqualTo("restored");
        assertThat(existing.ownCountersTable()).isEqualTo("tollgate-sandbox-counters");
        assertThat(existing.configurationTable()).isEqualTo("tollgate-sandbox-configuration");
    }

    private static List<String> faults(Map<String, String> context) {
        try {
            StageSettings.sandbox(context);
            return List.of();
        } catch (InvalidSettingsException e) {
            return String.valueOf(e.getMessage()).lines().toList();
        }
    }
}
