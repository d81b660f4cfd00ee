package dev.tollgate.dynamodb;

import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * How a lease is packed into its attribute: a version byte, the expiry in seconds since 1970 as an unsigned 32-bit number,
 * then the amounts in the order of {@link Dimension} as base-128 varints (least significant group first, the high bit says
 * that more follow). 11 to 18 bytes for calls of up to 2 million tokens.
 */
final class LeaseFormat {
    private static final byte VERSION = 1;
    private static final int LARGEST = 1 + 4 + Dimension.values().length * 10;

    private LeaseFormat() {}

    static SdkBytes pack(Lease lease) {
        var buffer = ByteBuffer.allocate(LARGEST);
        buffer.put(VERSION).putInt((int) lease.expiresAt().getEpochSecond());
        for (var dimension : Dimension.values()) {
            putVarint(buffer, lease.reserved().of(dimension));
        }
        return SdkBytes.fromByteArray(Arrays.copyOf(buffer.array(), buffer.position()));
    }

    /**
     * Reads a lease, empty where its version is not known here: that of a later version of the code, which runs beside this
     * one during a deployment. Nothing is decided by it.
     *
     * @throws IllegalArgumentException if the bytes are no lease
     */
    static Optional<Lease> unpack(LeaseId id, SdkBytes packed) {
        var buffer = packed.asByteBuffer();
        try {
            if (buffer.get() != VERSION) {
                return Optional.empty();
            }
            var expiresAt = Instant.ofEpochSecond(Integer.toUnsignedLong(buffer.getInt()));
            var reserved = new Amounts(varint(buffer), varint(buffer), varint(buffer), varint(buffer));
            return Optional.of(new Lease(id, expiresAt, reserved));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a lease that is cut short", e);
        }
    }

    private static void putVarint(ByteBuffer buffer, long value) {
        var rest = value;
        while (rest > 0x7F) {
            buffer.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
    }

    private static long varint(ByteBuffer buffer) {
        var value = 0L;
        for (var shift = 0; shift < Long.SIZE; shift += 7) {
            var group = buffer.get();
            value |= (group & 0x7FL) << shift;
            if (group >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number that does not end");
    }
}
