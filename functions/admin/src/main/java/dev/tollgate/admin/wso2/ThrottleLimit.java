package dev.tollgate.admin.wso2;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.admin.form.Fields;
import dev.tollgate.admin.form.PolicyBounds;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A window and what may be used in it.
 *
 * @param type which of the others is given: what limits requests alone is shown as {@code REQUESTCOUNTLIMIT}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ThrottleLimit(
        String type,
        @Nullable AiApiQuota aiApiQuota,
        @Nullable RequestCount requestCount) {
    private static final WindowUnit[] UNITS = Sayable.UNITS.toArray(WindowUnit[]::new);

    /** What cannot be limited here. */
    private static final List<String> UNKNOWN = List.of("bandwidth", "eventCount");

    /** The types that can be held, by their names. */
    private enum Type {
        AIAPIQUOTALIMIT("aiApiQuota"),
        REQUESTCOUNTLIMIT("requestCount");

        private final String field;

        Type(String field) {
            this.field = field;
        }

        Set<Dimension> dimensions() {
            return this == REQUESTCOUNTLIMIT
                    ? EnumSet.of(Dimension.REQUEST_COUNT)
                    : EnumSet.complementOf(EnumSet.of(Dimension.COST));
        }
    }

    /** Requests and tokens; 0 is not limited. */
    record AiApiQuota(
            String timeUnit,
            int unitTime,
            long requestCount,
            long totalTokenCount,
            long promptTokenCount,
            long completionTokenCount) {}

    /** Requests alone. */
    record RequestCount(String timeUnit, int unitTime, long requestCount) {}

    static ThrottleLimit of(Quota quota) {
        var length = Sayable.length(quota);
        var unit = length.timeUnit().id();
        var requests = limit(quota, Dimension.REQUEST_COUNT);
        if (Sayable.isOfRequestsAlone(quota)) {
            return new ThrottleLimit(
                    Type.REQUESTCOUNTLIMIT.name(), null, new RequestCount(unit, length.unitTime(), requests));
        }
        var tokens = new AiApiQuota(
                unit,
                length.unitTime(),
                requests,
                limit(quota, Dimension.TOTAL_TOKEN_COUNT),
                limit(quota, Dimension.PROMPT_TOKEN_COUNT),
                limit(quota, Dimension.COMPLETION_TOKEN_COUNT));
        return new ThrottleLimit(Type.AIAPIQUOTALIMIT.name(), tokens, null);
    }

    static Optional<Quota> read(Fields fields) {
        fields.require("type");
        var type = fields.choice("type", Type.class, Type.AIAPIQUOTALIMIT);
        var isKnown = type.name().equals(fields.value("type").node().textValue());
        for (var each : Type.values()) {
            if (fields.has(each.field) && isKnown && each != type) {
                fields.value(each.field).wrong("must be left out: type is " + type);
            }
        }
        for (var unknown : UNKNOWN) {
            if (fields.has(unknown)) {
                fields.value(unknown).wrong("must be left out: neither bytes nor events are counted here");
            }
        }
        if (isKnown) {
            fields.require(type.field);
        }
        var quota = fields.object(type.field, inner -> quota(inner, type.dimensions()));
        return fields.make(quota::orElseThrow);
    }

    /** The unit of time in a field; a minute where it is wrong. */
    static WindowUnit unit(Fields fields, String name) {
        fields.require(name);
        return fields.choice(name, UNITS, WindowUnit::id, WindowUnit.MINUTE);
    }

    private static Optional<Quota> quota(Fields fields, Set<Dimension> dimensions) {
        var unit = unit(fields, "timeUnit");
        var unitTime = (int) fields.number("unitTime", 1, PolicyBounds.mostUnits(unit));
        var limits = new EnumMap<Dimension, Long>(Dimension.class);
        for (var dimension : dimensions) {
            limits.put(dimension, fields.number(dimension.fieldName(), 0, PolicyBounds.HIGHEST_LIMIT, 0));
        }
        return fields.make(() -> new Quota(new WindowLength(unitTime, unit), limits));
    }

    private static long limit(Quota quota, Dimension dimension) {
        return quota.limit(dimension).orElse(0);
    }
}
