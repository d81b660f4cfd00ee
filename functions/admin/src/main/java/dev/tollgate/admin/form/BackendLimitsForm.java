package dev.tollgate.admin.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.quota.Limits;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Either one limit for the whole of a backend, or one for each of its resources: the other is absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BackendLimitsForm(
        @Nullable LimitsForm providerWide, @Nullable PerResource perResource) {
    private static final int MOST_RESOURCES = 100;

    /** Those of a resource that is not named, and those of each that is, in alphabetical order. */
    record PerResource(
            LimitsForm everyRoute,
            SortedMap<String, LimitsForm> routes,
            LimitsForm everyModel,
            SortedMap<String, LimitsForm> models) {
        static PerResource of(BackendLimits.PerResource limits) {
            return new PerResource(
                    LimitsForm.of(limits.everyRoute()),
                    each(limits.routes()),
                    LimitsForm.of(limits.everyModel()),
                    each(limits.models()));
        }

        static Optional<BackendLimits> read(Fields fields) {
            var everyRoute = fields.object("everyRoute", LimitsForm::read).orElse(Limits.NONE);
            var routes = each(fields, "routes", TextRule.ANY_ROUTE);
            var everyModel = fields.object("everyModel", LimitsForm::read).orElse(Limits.NONE);
            var models = each(fields, "models", BackendForm.MODEL);
            return fields.make(() -> new BackendLimits.PerResource(everyRoute, routes, everyModel, models));
        }

        private static Map<String, Limits> each(Fields fields, String name, TextRule names) {
            return fields.members(name, MOST_RESOURCES, names, value -> value.object(LimitsForm::read));
        }

        private static SortedMap<String, LimitsForm> each(Map<String, Limits> resources) {
            var forms = new TreeMap<String, LimitsForm>();
            resources.forEach((resource, limits) -> forms.put(resource, LimitsForm.of(limits)));
            return forms;
        }
    }

    static BackendLimitsForm of(BackendLimits limits) {
        return switch (limits) {
            case BackendLimits.ProviderWide(var whole) -> new BackendLimitsForm(LimitsForm.of(whole), null);
            case BackendLimits.PerResource each -> new BackendLimitsForm(null, PerResource.of(each));
        };
    }

    /** As it is sent; nothing is limited where both are absent. */
    static Optional<BackendLimits> read(Fields fields) {
        var providerWide = fields.object("providerWide", LimitsForm::read);
        var perResource = fields.object("perResource", PerResource::read);
        if (fields.has("providerWide") && fields.has("perResource")) {
            fields.value("perResource")
                    .wrong("must not stand beside providerWide: send the one that shall hold and leave the other out,"
                            + " in a merge patch as null");
        }
        return fields.make(
                () -> perResource.orElseGet(() -> new BackendLimits.ProviderWide(providerWide.orElse(Limits.NONE))));
    }
}
