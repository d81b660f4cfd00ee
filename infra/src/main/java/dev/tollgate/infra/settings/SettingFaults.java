package dev.tollgate.infra.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Collects what is wrong with a stage's settings, so that whoever set them hears it at once. For one thread. */
final class SettingFaults {
    private static final long MB_PER_PROCESSOR = 1_024 * StageSettings.GB_PER_PROCESSOR;
    /** Of two versions, each in three zones. */
    private static final long PROCESSES_OF_AN_UPGRADE = 6;

    private final StageKind stage;
    private final List<String> faults = new ArrayList<>();

    SettingFaults(StageKind stage) {
        this.stage = stage;
    }

    /** Settings that name no stage, or one that there is not: nobody would heed them. */
    static List<String> ofNoStage(Collection<String> context) {
        var stages = Stream.of(StageKind.values()).map(StageKind::id).toList();
        return Stream.of(Setting.values())
                .flatMap(setting -> context.stream()
                        .sorted()
                        .filter(name -> name.equals(setting.id()) || name.endsWith("." + setting.id()))
                        .filter(name -> stages.stream().noneMatch(stage -> name.equals(stage + "." + setting.id())))
                        .map(name -> "%1$s is of no stage: write sandbox.%2$s or production.%2$s"
                                .formatted(name, setting.id())))
                .toList();
    }

    void add(Setting setting, String fault) {
        faults.add("%s %s".formatted(name(setting), fault));
    }

    /** A name with a letter wrong would else be a setting that nobody heeds. */
    void checkNames(Collection<String> context) {
        var known = Stream.of(Setting.values()).map(this::name).toList();
        context.stream()
                .filter(name -> name.startsWith(stage.id() + ".") && !known.contains(name))
                .sorted()
                .forEach(
                        name -> faults.add("%s is no setting: those that are stand in docs/deploy.md".formatted(name)));
    }

    /** What one setting wants of another. */
    void checkTogether(StageSettings settings) {
        needs(settings, Setting.DOMAIN_NAME, Setting.CERTIFICATE);
        needs(settings, Setting.CERTIFICATE, Setting.DOMAIN_NAME);
        needs(settings, Setting.HOSTED_ZONE_ID, Setting.DOMAIN_NAME);
        needs(settings, Setting.HOSTED_ZONE_ID, Setting.HOSTED_ZONE_NAME);
        needs(settings, Setting.HOSTED_ZONE_NAME, Setting.HOSTED_ZONE_ID);
        if (settings.has(Setting.DOMAIN_NAME) && settings.has(Setting.HOSTED_ZONE_NAME)) {
            checkZone(settings);
        }
        needs(settings, Setting.SUBNETS, Setting.SECURITY_GROUPS);
        needs(settings, Setting.SECURITY_GROUPS, Setting.SUBNETS);
        if (settings.isOn(Setting.INSTANCES)) {
            checkInstances(settings);
        }
    }

    private void checkZone(StageSettings settings) {
        var zone = settings.text(Setting.HOSTED_ZONE_NAME);
        if (!("." + settings.text(Setting.DOMAIN_NAME)).endsWith("." + zone)) {
            add(Setting.DOMAIN_NAME, "must be in %s, the zone that it is entered in".formatted(zone));
        }
    }

    /** @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances.html">what Lambda asks for</a> */
    private void checkInstances(StageSettings settings) {
        var memory = settings.number(Setting.MEMORY_MB);
        needs(settings, Setting.INSTANCES, Setting.SUBNETS);
        if (memory < 2_048) {
            add(Setting.MEMORY_MB, "must be 2048 or more on instances: AWS runs none with less");
        } else if (settings.number(Setting.INSTANCE_CALLS) > memory / 32) {
            add(Setting.INSTANCE_CALLS, "is too much for memoryMb: AWS takes 64 calls for each 2048 MB at most");
        }
        if (settings.has(Setting.SUBNETS)
                && Set.copyOf(settings.list(Setting.SUBNETS)).size() < 3) {
            add(Setting.SUBNETS, "must be three or more for instances, each in another zone");
        }
        var least = leastProcessors(memory);
        if (settings.number(Setting.INSTANCE_VCPUS) < least) {
            add(
                    Setting.INSTANCE_VCPUS,
                    "must be %d or more for memoryMb: an upgrade runs two versions for a while, each in three processes"
                            .formatted(least));
        }
        if (settings.has(Setting.RESERVED_CONCURRENCY)) {
            add(Setting.RESERVED_CONCURRENCY, "has no meaning on instances: see instanceCalls and instanceVcpus");
        }
    }

    /** Of the instances for an upgrade, of whose processors Lambda keeps one each. */
    private static long leastProcessors(long memoryMb) {
        var ofProcess = quotientRoundedUp(memoryMb, MB_PER_PROCESSOR);
        var ofInstance = Math.max(4, 2 * Long.highestOneBit(ofProcess));
        var instances = quotientRoundedUp(PROCESSES_OF_AN_UPGRADE, (ofInstance - 1) / ofProcess);
        return Math.max(12, instances * ofInstance);
    }

    private static long quotientRoundedUp(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private void needs(StageSettings settings, Setting setting, Setting other) {
        if (settings.has(setting) && !settings.has(other)) {
            add(setting, "needs %s as well: %s".formatted(name(other), other.mustBe()));
        }
    }

    /** @throws InvalidSettingsException if there are any */
    void end() {
        if (!faults.isEmpty()) {
            throw new InvalidSettingsException(faults);
        }
    }

    private String name(Setting setting) {
        return stage.id() + "." + setting.id();
    }
}
