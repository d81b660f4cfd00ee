package dev.tollgate.dynamodb;

import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.quota.Amounts;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * How a lease is packed, in few bytes, because each counts towards the 1 KB of a write unit:
 *
 * <ul>
 *   <li>its id, the 6 bytes of which its text is the base64url
 *   <li>a byte with the format's version in its upper half; in its lower half, 1 where the total has more than prompt and
 *       completion, and 2 where there is a cost
 *   <li>the expiry, in minutes since the beginning of 2020, as an unsigned 24-bit number: until 2051
 *   <li>as base-128 varints (least significant group first, the high bit says that more follow) the tokens of the prompt,
 *       those of the completion, and where there are any, those beyond them and the cost
 * </ul>
 *
 * <p>A lease is of one request, which is not written. 12 to 20 bytes for calls of up to 2 million tokens.
 */
final class LeaseFormat {
    private static final int VERSION = 2 << 4;
    private static final int HAS_MORE_TOKENS = 1;
    private static final int HAS_COST = 2;
    private static final long EPOCH_MINUTE =
            Instant.parse("2020-01-01T00:00:00Z").getEpochSecond() / 60;
    private static final int LARGEST = 6 + 1 + 3 + 4 * 10;

    private LeaseFormat() {}

    /** @throws IllegalArgumentException if the lease is not of one request, or its total less than prompt and completion */
    static SdkBytes pack(Lease lease) {
        var reserved = lease.reserved();
        var more = reserved.totalTokenCount() - reserved.promptTokenCount() - reserved.completionTokenCount();
        if (reserved.requestCount() != 1 || more < 0) {
            throw new IllegalArgumentException("a lease is of one request and all its tokens, not " + reserved);
        }
        var minute = (int) (lease.expiresAt().getEpochSecond() / 60 - EPOCH_MINUTE);
        var has = (more > 0 ? HAS_MORE_TOKENS : 0) | (reserved.cost() > 0 ? HAS_COST : 0);
        var buffer = ByteBuffer.allocate(LARGEST);
        buffer.put(Base64.getUrlDecoder().decode(lease.id().text()));
        buffer.put((byte) (VERSION | has)).putShort((short) (minute >>> 8)).put((byte) minute);
        putVarint(buffer, reserved.promptTokenCount());
        putVarint(buffer, reserved.completionTokenCount());
        if (more > 0) {
            putVarint(buffer, more);
        }
        if (reserved.cost() > 0) {
            putVarint(buffer, reserved.cost());
        }
        return SdkBytes.fromByteArray(Arrays.copyOf(buffer.array(), buffer.position()));
    }

    /**
     * Reads a lease, empty where its version is not known here: that of another version of the code, which runs beside this
     * one during a deployment. Nothing is decided by it.
     *
     * @throws IllegalArgumentException if the bytes are no lease
     */
    static Optional<Lease> unpack(SdkBytes packed) {
        var buffer = packed.asByteBuffer();
        try {
            var id = new byte[6];
            buffer.get(id);
            var head = buffer.get();
            if ((head & 0xF0) != VERSION) {
                return Optional.empty();
            }
            var minute =
                    EPOCH_MINUTE + (Short.toUnsignedInt(buffer.getShort()) << 8) + Byte.toUnsignedInt(buffer.get());
            var prompt = varint(buffer);
            var completion = varint(buffer);
            var more = (head & HAS_MORE_TOKENS) == 0 ? 0 : varint(buffer);
            var cost = (head & HAS_COST) == 0 ? 0 : varint(buffer);
            var reserved = new Amounts(1, prompt, completion, prompt + completion + more, cost);
            var text = Base64.getUrlEncoder().encodeToString(id);
            return Optional.of(new Lease(new LeaseId(text), Instant.ofEpochSecond(minute * 60), reserved));
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
