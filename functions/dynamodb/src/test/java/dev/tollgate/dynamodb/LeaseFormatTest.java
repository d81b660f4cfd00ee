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
    private static final Instant EXPIRES_AT = Instant.parse("2026-11-20T10:16:30Z");

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, 2_097_151, 1L << 40, Long.MAX_VALUE})
    void unpack_readsWhatPackWrote(long tokens) {
        var lease = new Lease(ID, EXPIRES_AT, new Amounts(1, tokens, 0, tokens));

        assertThat(LeaseFormat.unpack(ID, LeaseFormat.pack(lease))).contains(lease);
    }

    @Test
    void pack_isVersionExpiryAndVarints() {
        var lease = new Lease(ID, EXPIRES_AT, new Amounts(1, 20, 300, 320));

        assertThat(HexFormat.of().formatHex(LeaseFormat.pack(lease).asByteArray()))
                .isEqualTo("01%08x0114ac02c002".formatted(EXPIRES_AT.getEpochSecond()));
    }

    @Test
    void pack_takesAtMost18Bytes_upToTwoMillionTokens() {
        var lease = new Lease(ID, EXPIRES_AT, new Amounts(1, 1_000_000, 1_000_000, 2_000_000));

        assertThat(LeaseFormat.pack(lease).asByteArray()).hasSizeLessThanOrEqualTo(18);
    }

    @Test
    void unpack_passesOverALeaseOfALaterVersion() {
        assertThat(LeaseFormat.unpack(ID, SdkBytes.fromByteArray(new byte[] {2, 0})))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", "016a1ede", "0100000000", "010000000001808080808080808080808080"})
    void unpack_refusesWhatIsNoLease(String hex) {
        var bytes = SdkBytes.fromByteArray(HexFormat.of().parseHex(hex));

        assertThatIllegalArgumentException().isThrownBy(() -> LeaseFormat.unpack(ID, bytes));
    }
}
