package dev.tollgate.infra.settings;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Networks in CIDR notation (RFC 4632), each by its first address: {@code 10.0.0.0/8}, {@code 2001:db8::/32}. So the functions read
 * them.
 */
final class Cidr {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    /** What the JDK takes for an address, and asks no name server about. */
    private static final Pattern NETWORK = Pattern.compile(
            "(?<address>(%1$s\\.){3}%1$s|[0-9a-fA-F.]*:[0-9a-fA-F:.]*)/(?<prefix>\\d{1,3})".formatted(OCTET));

    private Cidr() {}

    /** Whether a text is one. */
    static boolean isNetwork(String text) {
        var network = NETWORK.matcher(text);
        if (!network.matches()) {
            return false;
        }
        try {
            var address = InetAddress.getByName(network.group("address")).getAddress();
            var host = address.length * Byte.SIZE - Integer.parseInt(network.group("prefix"));
            var bits = new BigInteger(1, address);
            return host >= 0 && (bits.signum() == 0 || bits.getLowestSetBit() >= host);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
