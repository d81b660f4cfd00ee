package dev.tollgate.core.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.quota.Amounts;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:01:00Z,           2026-11-20T10:01:00Z",
        "2026-11-20T10:00:00.000000001Z, 2026-11-20T10:01:00Z",
        "2026-12-31T23:59:59.999999999Z, 2027-01-01T00:00:00Z",
    })
    void expiresAt_isRoundedUpToTheMinute(Instant given, Instant expiresAt) {
        assertThat(lease(given).expiresAt()).isEqualTo(expiresAt);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00:29Z,           false",
        "2026-11-20T10:01:00Z,           false",
        "2026-11-20T10:01:00.000000001Z, true",
    })
    void isExpired_onlyAfterItsLastMoment(Instant now, boolean expired) {
        var lease = lease(Instant.parse("2026-11-20T10:00:29.5Z"));

        assertThat(lease.isExpired(now)).isEqualTo(expired);
    }

    private static Lease lease(Instant expiresAt) {
        return new Lease(new LeaseId("AAAAAAAA"), expiresAt, Amounts.NONE);
    }
}
