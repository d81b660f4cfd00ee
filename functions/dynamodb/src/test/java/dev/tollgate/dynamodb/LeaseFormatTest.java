package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.quota.Amounts;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;

class LeaseFormatTest {
    private static final LeaseId ID = new LeaseId("AbCd-_09");
    private static final Instant EXPIRES_AT = Instant.parse("2026-11-20T10:17:00Z");

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, 2_097_151, 1L << 40, Long.MAX_VALUE / 2})
    void unpack_readsWhatPackWrote(long tokens) {
        var lease = new Lease(ID, EXPIRES_AT, new Amounts(1, tokens, 0, tokens, tokens));

        assertThat(LeaseFormat.unpack(LeaseFormat.pack(lease))).contains(lease);
    }

    @Test
    void pack_isIdVersionExpiryAndVarints() {
        var plain = new Lease(ID, EXPIRES_AT, new Amounts(1, 20, 300, 320, 0));
        var lease = new Lease(ID, EXPIRES_AT, new Amounts(1, 20, 300, 321, 5));

        assertThat(HexFormat.of().formatHex(LeaseFormat.pack(lease).asByteArray()))
                .isEqualTo("01b09dfbfd3d2337454914ac020105");
        assertThat(HexFormat.of().formatHex(LeaseFormat.pack(plain).asByteArray()))
                .isEqualTo("01b09dfbfd3d2037454914ac02");
    }

    @Test
    void pack_takesAtMost20Bytes_upToTwoMillionTokens() {
        var lease = new Lease(ID, EXPIRES_AT, new Amounts(1, 1_000_000, 1_000_000, 2_000_000, 2_000_000));

        assertThat(LeaseFormat.pack(lease).asByteArray()).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void pack_refusesWhatItCannotWrite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeaseFormat.pack(new Lease(ID, EXPIRES_AT, new Amounts(2, 0, 0, 0, 0))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeaseFormat.pack(new Lease(ID, EXPIRES_AT, new Amounts(1, 2, 2, 3, 0))));
    }

    @Test
    void unpack_passesOverALeaseOfAnotherVersion() {
        assertThat(LeaseFormat.unpack(SdkBytes.fromByteArray(new byte[] {1, 2, 3, 4, 5, 6, 0x30, 0})))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0102030405",
                "01020304050620",
                "010203040506203742",
                "01020304050620374201",
                "0102030405062337420101",
                "01020304050620374201808080808080808080808080"
            })
    void unpack_refusesWhatIsNoLease(String hex) {
        var bytes = SdkBytes.fromByteArray(HexFormat.of().parseHex(hex));

        assertThatIllegalArgumentException().isThrownBy(() -> LeaseFormat.unpack(bytes));
    }
}
