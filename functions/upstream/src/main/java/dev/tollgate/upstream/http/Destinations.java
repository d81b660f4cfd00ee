package dev.tollgate.upstream.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where calls may go, so that whoever may name a provider's address cannot reach what only this process can: its own
 * machine, its network, the cloud's metadata. Immutable.
 *
 * @param plainHttp whether {@code http} may be called: for development only, as it shows the credential to the network
 * @param allowed networks that may be called although they are not public, such as that of a provider in the same VPC
 */
public record Destinations(boolean plainHttp, List<Network> allowed) {
    /** Public addresses by {@code https}. */
    public static final Destinations PUBLIC = new Destinations(false, List.of());

    /** Everything, by {@code http} too: for tests, and for a machine that has nothing to protect. */
    public static final Destinations ANY =
            PUBLIC.withPlainHttp().allowing(Network.parse("0.0.0.0/0"), Network.parse("::/0"));

    /** Copies the networks. */
    public Destinations {
        allowed = List.copyOf(allowed);
    }

    /** The same, and {@code http} too. */
    public Destinations withPlainHttp() {
        return new Destinations(true, allowed);
    }

    /** The same, and these networks too. */
    public Destinations allowing(Network... more) {
        return new Destinations(
                plainHttp, Stream.concat(allowed.stream(), Stream.of(more)).toList());
    }

    /**
     * Checks what an address says by itself. What its host resolves to is checked when it is connected to.
     *
     * @throws UpstreamException of the kind {@code FORBIDDEN} if it may not be called, wherever its host is
     */
    void check(URI uri) throws UpstreamException {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(plainHttp && scheme.equals("http"))) {
            throw new UpstreamException(UpstreamException.Kind.FORBIDDEN, "its URL is not https");
        }
        if (uri.getHost() == null) {
            throw new UpstreamException(UpstreamException.Kind.FORBIDDEN, "its URL names no host");
        }
    }

    /** Whether this very address may be connected to. */
    boolean permits(InetAddress address) {
        var plain = SpecialNetworks.plain(address);
        return SpecialNetworks.isPublic(plain) || allowed.stream().anyMatch(network -> network.contains(plain));
    }
}
