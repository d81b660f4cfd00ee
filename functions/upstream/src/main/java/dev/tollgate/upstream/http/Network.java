package dev.tollgate.upstream.http;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A block of addresses, such as {@code 10.0.0.0/8} or {@code fc00::/7}. Immutable.
 *
 * @param address the first one
 * @param prefix how many of its bits all of them share
 */
public record Network(InetAddress address, int prefix) {
    /** @throws IllegalArgumentException if the prefix does not fit the address, or the address has bits behind it */
    public Network {
        var bytes = address.getAddress();
        if (prefix < 0 || prefix > bytes.length * Byte.SIZE) {
            throw new IllegalArgumentException("/%d is no prefix of %s".formatted(prefix, address.getHostAddress()));
        }
        for (var bit = prefix; bit < bytes.length * Byte.SIZE; bit++) {
            if ((bytes[bit / Byte.SIZE] & (0x80 >> (bit % Byte.SIZE))) != 0) {
                throw new IllegalArgumentException(
                        "%s is not the first address of a /%d".formatted(address.getHostAddress(), prefix));
            }
        }
    }

    /**
     * Reads a block in CIDR notation (RFC 4632). Names are not resolved.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Network parse(String cidr) {
        var slash = cidr.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'%s' is not address/prefix".formatted(cidr));
        }
        return new Network(
                InetAddress.ofLiteral(cidr.substring(0, slash)), Integer.parseInt(cidr, slash + 1, cidr.length(), 10));
    }

    /** Whether an address is in it. An IPv4 address is in no IPv6 block, and the other way round. */
    public boolean contains(InetAddress other) {
        var own = address.getAddress();
        var bytes = other.getAddress();
        var whole = prefix / Byte.SIZE;
        return own.length == bytes.length
                && Arrays.equals(own, 0, whole, bytes, 0, whole)
                && (prefix % Byte.SIZE == 0
                        || ((own[whole] ^ bytes[whole]) & 0xFF) >> (Byte.SIZE - prefix % Byte.SIZE) == 0);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}
