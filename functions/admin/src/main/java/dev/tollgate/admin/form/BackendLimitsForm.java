package dev.tollgate.admin.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.quota.Limits;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Either one limit for the whole of a backend, or one for each of its resources: the other is absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BackendLimitsForm(
        @Nullable LimitsForm providerWide, @Nullable PerResource perResource) {
    /** Those of a resource that is not named, and those of each that is, in alphabetical order. */
    record PerResource(
            LimitsForm everyRoute,
            SortedMap<String, LimitsForm> routes,
            LimitsForm everyModel,
            SortedMap<String, LimitsForm> models) {}

    static BackendLimitsForm of(BackendLimits limits) {
        return switch (limits) {
            case BackendLimits.ProviderWide(var whole) -> new BackendLimitsForm(LimitsForm.of(whole), null);
            case BackendLimits.PerResource(var everyRoute, var routes, var everyModel, var models) ->
                new BackendLimitsForm(
                        null,
                        new PerResource(
                                LimitsForm.of(everyRoute), each(routes), LimitsForm.of(everyModel), each(models)));
        };
    }

    private static SortedMap<String, LimitsForm> each(Map<String, Limits> resources) {
        var forms = new TreeMap<String, LimitsForm>();
        resources.forEach((resource, limits) -> forms.put(resource, LimitsForm.of(limits)));
        return forms;
    }
}
