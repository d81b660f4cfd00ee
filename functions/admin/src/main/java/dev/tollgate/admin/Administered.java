package dev.tollgate.admin;

import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.AuditLog;
import dev.tollgate.core.configuration.ConfigurationStore;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.KeyUse;
import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.CounterHistory;
import java.time.InstantSource;

/**
 * What is administered. Thread safe.
 *
 * @param stage the stage: its keys are of no use to the other one
 * @param store its configuration
 * @param audit who did what to it
 * @param hasher makes its keys
 * @param credentials keeps the providers' credentials
 * @param counters what is used
 * @param corrections changes that
 * @param keyUse when keys were last used
 * @param clock the time
 */
public record Administered(
        Stage stage,
        ConfigurationStore store,
        AuditLog audit,
        KeyHasher hasher,
        CredentialStore credentials,
        CounterHistory counters,
        CounterCorrections corrections,
        KeyUse keyUse,
        InstantSource clock) {}
