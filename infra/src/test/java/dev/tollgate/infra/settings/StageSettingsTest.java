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
    void aBadValue_isRefused_withTheName_theValue_andWhatItMustBe(Setting setting) {
        assertThatThrownBy(() -> StageSettings.sandbox(Map.of("sandbox." + setting.id(), "no such / value")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("sandbox.%s must be %s, not 'no such / value'", setting.id(), setting.mustBe());
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
                "sandbox.subnets", "subnet-00000001,subnet-00000002,subnet-00000003",
                "sandbox.securityGroups", "sg-00000001"));
        assertThat(StageSettings.sandbox(fitting).isOn(Setting.INSTANCES)).isTrue();

        fitting.put("sandbox.instanceCalls", "129");
        fitting.put("sandbox.subnets", "subnet-00000001,subnet-00000002,subnet-00000001");

        assertThat(faults(fitting))
                .containsExactlyInAnyOrder(
                        "sandbox.instanceCalls is too much for memoryMb: AWS takes 64 calls for each 2048 MB at most",
                        "sandbox.subnets must be three or more for instances, each in another zone");
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
                        "sandbox.instances needs sandbox.subnets as well: ids of subnets with commas between them",
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
