package dev.tollgate.admin;

import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.AuditLog;
import dev.tollgate.core.configuration.ConfigurationStore;
import dev.tollgate.core.configuration.KeyHasher;
import java.time.InstantSource;

/**
 * What is administered. Thread safe.
 *
 * @param stage the stage: its keys are of no use to the other one
 * @param store its configuration
 * @param audit who did what to it
 * @param hasher makes its keys
 * @param credentials keeps the providers' credentials
 * @param clock the time
 */
public record Administered(
        Stage stage,
        ConfigurationStore store,
        AuditLog audit,
        KeyHasher hasher,
        CredentialStore credentials,
        InstantSource clock) {}
