package dev.tollgate.core.limit;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.usage.Tariff;

/**
 * The limits that one owner is held to.
 *
 * @param owner whose they are
 * @param name what messages call it, such as {@code plan AIGold}
 * @param limits how much
 * @param enforcement how they are held
 * @param tariff what the call counts
 */
public record OwnerQuotas(Owner owner, String name, Limits limits, Enforcement enforcement, Tariff tariff) {}
