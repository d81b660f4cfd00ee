package dev.tollgate.admin.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.quota.Accounting;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Enforcement.OnQuotaReach;
import dev.tollgate.core.quota.OnStoreFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How limits are held.
 *
 * @param accounting {@code RESERVE} or {@code COUNT_AFTER}
 * @param stopOnQuotaReach whether what does not fit is refused, as in WSO2's form
 * @param clampOnQuotaReach whether the call's maximum is lowered to what is left before it is refused
 * @param onStoreFailure {@code DENY} or {@code ALLOW}
 * @param safeCapacity how many calls each process allows in a window then, absent where it allows all or none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EnforcementForm(
        String accounting,
        boolean stopOnQuotaReach,
        boolean clampOnQuotaReach,
        String onStoreFailure,
        @Nullable Long safeCapacity) {
    static EnforcementForm of(Enforcement enforcement) {
        var onStoreFailure = enforcement.onStoreFailure();
        var isBounded = !onStoreFailure.equals(OnStoreFailure.DENY) && !onStoreFailure.equals(OnStoreFailure.ALLOW);
        return new EnforcementForm(
                enforcement.accounting().name(),
                enforcement.stopsOnQuotaReach(),
                enforcement.onQuotaReach() == Enforcement.OnQuotaReach.CLAMP,
                onStoreFailure.equals(OnStoreFailure.DENY) ? "DENY" : "ALLOW",
                isBounded ? onStoreFailure.capacity() : null);
    }

    /** As it is sent. */
    static Optional<Enforcement> read(Fields fields) {
        var accounting = fields.choice("accounting", Accounting.class, Accounting.RESERVE);
        var stops = fields.flag("stopOnQuotaReach", true);
        var clamps = fields.flag("clampOnQuotaReach", false);
        if (clamps && (!stops || accounting == Accounting.COUNT_AFTER)) {
            fields.value("clampOnQuotaReach")
                    .wrong("must be false, unless stopOnQuotaReach is true and accounting is RESERVE");
        }
        var onStoreFailure = onStoreFailure(fields);
        return fields.make(() -> new Enforcement(
                accounting,
                clamps ? OnQuotaReach.CLAMP : stops ? OnQuotaReach.STOP : OnQuotaReach.PASS,
                onStoreFailure));
    }

    private static OnStoreFailure onStoreFailure(Fields fields) {
        var allows = fields.choice("onStoreFailure", Word.class, Word.DENY) == Word.ALLOW;
        if (!allows && fields.has("safeCapacity")) {
            fields.value("safeCapacity").wrong("must be left out, unless onStoreFailure is ALLOW");
        }
        var all = OnStoreFailure.ALLOW.capacity();
        var capacity = fields.number("safeCapacity", 1, all, all);
        return allows ? new OnStoreFailure(capacity) : OnStoreFailure.DENY;
    }

    private enum Word {
        DENY,
        ALLOW
    }
}
