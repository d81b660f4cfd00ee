package dev.tollgate.infra.settings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stage as it is wanted: what is fixed for its kind, and what an operator has set, all of it checked. Immutable. */
public final class StageSettings {
    /** Memory for each processor of a process on instances, the least that Lambda takes: calls wait, and compute little. */
    public static final int GB_PER_PROCESSOR = 2;

    private final StageKind kind;
    /** What is set, or holds where nothing is. */
    private final Map<Setting, String> values;

    private StageSettings(StageKind kind, Map<Setting, String> values) {
        this.kind = kind;
        this.values = Map.copyOf(values);
    }

    /**
     * Both stages, production first.
     *
     * @param context all context values by name; those of others than the stages are left alone
     * @throws InvalidSettingsException with all that is wrong with either
     */
    public static List<StageSettings> ofBoth(Map<String, String> context) {
        var stages = new ArrayList<StageSettings>();
        var faults = new ArrayList<>(SettingFaults.ofNoStage(context.keySet()));
        for (var kind : StageKind.values()) {
            try {
                stages.add(of(kind, context));
            } catch (InvalidSettingsException e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidSettingsException(faults);
        }
        return List.copyOf(stages);
    }

    /**
     * Production, with what is set for it.
     *
     * @param context all context values by name; those of other stages are left alone
     * @throws InvalidSettingsException with all that is wrong
     */
    public static StageSettings production(Map<String, String> context) {
        return of(StageKind.PRODUCTION, context);
    }

    /**
     * The sandbox, likewise.
     *
     * @throws InvalidSettingsException with all that is wrong
     */
    public static StageSettings sandbox(Map<String, String> context) {
        return of(StageKind.SANDBOX, context);
    }

    private static StageSettings of(StageKind kind, Map<String, String> context) {
        var faults = new SettingFaults(kind);
        faults.checkNames(context.keySet());
        var values = new EnumMap<Setting, String>(Setting.class);
        for (var setting : Setting.values()) {
            var text = context.getOrDefault(kind.id() + "." + setting.id(), "").strip();
            if (!text.isEmpty() && !setting.accepts(text)) {
                faults.add(setting, "must be %s, not '%s'".formatted(setting.mustBe(), text));
            } else if (!text.isEmpty()) {
                values.put(setting, text);
            } else {
                setting.otherwise(kind).ifPresent(value -> values.put(setting, value));
            }
        }
        var settings = new StageSettings(kind, values);
        faults.checkTogether(settings);
        faults.end();
        return settings;
    }

    /** Production or sandbox. */
    public StageKind kind() {
        return kind;
    }

    /** Whether it is set, or has a value where it is not. */
    public boolean has(Setting setting) {
        return values.containsKey(setting);
    }

    /** Its value, empty where there is none. */
    public Optional<String> find(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** Its value, an empty text where there is none. */
    public String text(Setting setting) {
        return find(setting).orElse("");
    }

    /** The value of one that is a number, empty where there is none. */
    public Optional<Long> findNumber(Setting setting) {
        return find(setting).map(Long::valueOf);
    }

    /** The value of one that is a number and always has one. */
    public long number(Setting setting) {
        return findNumber(setting).orElseThrow();
    }

    /** Whether one of {@code true} or {@code false} is true. */
    public boolean isOn(Setting setting) {
        return Boolean.parseBoolean(text(setting));
    }

    /** The parts of a list, none where it is not set. */
    public List<String> list(Setting setting) {
        return find(setting).map(Form::parts).orElse(List.of());
    }

    /** What its resources are called. */
    public Names names() {
        return new Names(kind.id(), find(Setting.CONFIGURATION_TABLE), find(Setting.COUNTERS_TABLE));
    }

    /** What its resources are tagged with, beside the name of the stage. */
    public Map<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        for (var tag : list(Setting.TAGS)) {
            var equals = tag.indexOf('=');
            tags.put(tag.substring(0, equals).strip(), tag.substring(equals + 1).strip());
        }
        return tags;
    }
}
