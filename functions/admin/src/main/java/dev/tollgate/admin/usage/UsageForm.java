package dev.tollgate.admin.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.admin.http.Csv;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.report.WindowUsage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is used of all that somebody is limited to, now.
 *
 * @param subscription absent of a backend
 * @param policy absent of a backend
 * @param backend absent of a subscription
 * @param at when it was read
 * @param owners what is limited by itself: the plan, the provider, or each resource of it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record UsageForm(
        String subscription,
        String policy,
        String backend,
        String at,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<OwnerForm> owners) {
    private static final List<String> COLUMNS = List.of(
            "owner",
            "window",
            "start",
            "end",
            "dimension",
            "limit",
            "used",
            "reserved",
            "free",
            "granted",
            "forgiven",
            "callsInFlight",
            "callsAssumed");

    /**
     * Who is limited.
     *
     * @param name what messages call it
     * @param concurrentRequests calls in flight, absent where they are not limited
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record OwnerForm(
            String name,
            String route,
            String model,
            @Nullable InFlightForm concurrentRequests,

            @JsonInclude(JsonInclude.Include.ALWAYS) List<WindowForm> windows) {
        static OwnerForm of(Subject.Part part, List<WindowUsage> usages) {
            return new OwnerForm(
                    part.name(),
                    part.route(),
                    part.model(),
                    usages.stream()
                            .filter(usage -> usage.window().isInFlight())
                            .map(InFlightForm::of)
                            .findFirst()
                            .orElse(null),
                    usages.stream()
                            .filter(usage -> !usage.window().isInFlight())
                            .map(WindowForm::of)
                            .toList());
        }

        private List<List<@Nullable Object>> rows() {
            var rows = new ArrayList<List<@Nullable Object>>();
            if (concurrentRequests != null) {
                var calls = concurrentRequests;
                rows.add(Arrays.asList(
                        name,
                        null,
                        null,
                        null,
                        InFlight.FIELD_NAME,
                        calls.limit,
                        0,
                        calls.reserved,
                        calls.free,
                        null,
                        null,
                        calls.reserved,
                        0));
            }
            for (var window : windows) {
                window.limits()
                        .forEach((dimension, limit) -> rows.add(Arrays.asList(
                                name,
                                window.id(),
                                window.start(),
                                window.end(),
                                dimension,
                                limit.limit(),
                                limit.used(),
                                limit.reserved(),
                                limit.free(),
                                limit.granted(),
                                limit.forgiven(),
                                window.callsInFlight(),
                                window.callsAssumed())));
            }
            return rows;
        }
    }

    /** Calls in flight. */
    record InFlightForm(long limit, long reserved, long free) {
        static InFlightForm of(WindowUsage usage) {
            return new InFlightForm(
                    usage.limit(Dimension.REQUEST_COUNT).orElseThrow(),
                    usage.reserved(Dimension.REQUEST_COUNT),
                    usage.free(Dimension.REQUEST_COUNT).orElseThrow());
        }
    }

    /** A row for each limit. */
    Csv table() {
        return new Csv(
                COLUMNS, owners.stream().flatMap(owner -> owner.rows().stream()).toList());
    }
}
