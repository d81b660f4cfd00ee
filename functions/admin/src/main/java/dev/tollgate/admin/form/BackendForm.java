package dev.tollgate.admin.form;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Versioned;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A backend.
 *
 * @param credential the name under which its credential is kept: what is kept there is shown nowhere
 */
public record BackendForm(
        String id,
        long version,
        String dialect,
        String baseUrl,
        String credential,
        List<String> models,
        SortedMap<String, String> aliases,
        HandlingForm handling,
        BackendLimitsForm limits,
        EnforcementForm enforcement,
        ChargingForm charging) {
    /** As it is stored. */
    public static BackendForm of(Versioned<Backend> stored) {
        var backend = stored.object();
        return new BackendForm(
                backend.id(),
                stored.version(),
                backend.dialect(),
                backend.baseUrl().toString(),
                backend.credential(),
                backend.models().stream().sorted().toList(),
                new TreeMap<>(backend.aliases()),
                HandlingForm.of(backend.handling()),
                BackendLimitsForm.of(backend.limits()),
                EnforcementForm.of(backend.enforcement()),
                ChargingForm.of(backend.charging()));
    }
}
