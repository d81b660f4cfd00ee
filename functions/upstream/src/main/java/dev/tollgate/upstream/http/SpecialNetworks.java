package dev.tollgate.upstream.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are public: all but those that IANA's registries of special-purpose addresses (RFC 6890) say are not
 * globally reachable, and of IPv6 only global unicast. An IPv4 address inside an IPv6 one counts as itself.
 */
final class SpecialNetworks {
    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // The IETF's own protocols, Teredo among them; documentation; 6to4, which is given up (RFC 7526).
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(Network::parse)
            .toList();

    private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");

    /** IPv4 behind a translator (RFC 6052): how a network of IPv6 alone reaches providers of IPv4 alone. */
    private static final Network TRANSLATED = Network.parse("64:ff9b::/96");

    private static final int IPV4_BYTES = 4;

    private SpecialNetworks() {}

    /** Whether it can be reached from anywhere, so that calling it shows nothing that others could not call. */
    static boolean isPublic(InetAddress address) {
        var plain = plain(address);
        var bytes = plain.getAddress();
        if (TRANSLATED.contains(plain)) {
            return isPublic(of(Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length)));
        }
        return (bytes.length == IPV4_BYTES || GLOBAL_UNICAST.contains(plain))
                && NOT_PUBLIC.stream().noneMatch(network -> network.contains(plain));
    }

    /** Without a zone, and an IPv4-mapped address as the IPv4 address that it is. */
    static InetAddress plain(InetAddress address) {
        return of(address.getAddress());
    }

    /** The JDK makes an IPv4 address of the bytes of a mapped one. */
    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address has %d bytes".formatted(bytes.length), e);
        }
    }
}
