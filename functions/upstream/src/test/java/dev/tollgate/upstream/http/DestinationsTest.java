package dev.tollgate.upstream.http;

import static dev.tollgate.upstream.http.ClientFixture.failure;
import static dev.tollgate.upstream.http.ClientFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.testkit.ScriptedProvider;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DestinationsTest {
    private static final Destinations WITH_HTTP = Destinations.PUBLIC.withPlainHttp();

    /** The JDK makes IPv4 addresses of these by itself, but not every resolver need. */
    @Test
    void mappedAddress_isForbidden_whereItStayedOne() throws UnknownHostException {
        var bytes = new byte[16];
        bytes[10] = bytes[11] = (byte) 0xFF;
        bytes[12] = 127;
        var mapped = Inet6Address.getByAddress("mapped", bytes, -1);

        assertThat(mapped.getAddress()).hasSize(16);
        assertThat(WITH_HTTP.permits(mapped)).isFalse();
        assertThat(WITH_HTTP.allowing(Network.parse("127.0.0.0/8")).permits(mapped))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,   10.1.2.3,  true",
        "10.0.0.0/8,   ::ffff:10.1.2.3, true",
        "10.0.0.0/8,   8.8.8.8,   true",
        "10.0.0.0/8,   127.0.0.1, false",
        "10.0.0.0/8,   169.254.169.254, false",
        "fd00::/8,     fd00::1,   true",
        "fd00::/8,     fe80::1,   false",
        "::/0,         ::1,       true",
        "::/0,         127.0.0.1, false",
    })
    void network_canBeAllowed(String network, String address, boolean permitted) throws UnknownHostException {
        assertThat(Destinations.PUBLIC.allowing(Network.parse(network)).permits(InetAddress.getByName(address)))
                .isEqualTo(permitted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "169.254.169.254", "::1", "fe80::1", "8.8.8.8", "2600::1"})
    void any_permitsEverything(String address) throws UnknownHostException {
        assertThat(Destinations.ANY.permits(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v1, false, true",
        "HTTPS://API.EXAMPLE.COM,    false, true",
        "https://api.example.com.,   false, true",
        "https://api.example.com:8443, false, true",
        "https://[2001:db8::1]/,     false, true",
        "http://api.example.com/,    false, false",
        "http://api.example.com/,    true,  true",
        "HTTP://api.example.com/,    true,  true",
        "ftp://api.example.com/,     true,  false",
        "file:///etc/passwd,         true,  false",
        "//api.example.com/,         true,  false",
        "/v1,                        true,  false",
        "https:api.example.com,      true,  false",
        "https:///v1,                true,  false",
        // Some numbers are no hosts to the JDK: nothing is called. What the others mean is seen when they are resolved.
        "https://2130706433/,        true,  true",
        "https://0x7f.1/,            true,  false",
        "https://0177.0.0.1/,        true,  true",
        "https://127.1/,             true,  false",
    })
    void url_isChecked(URI url, boolean plainHttp, boolean permitted) {
        var failure = catchThrowable(() -> new Destinations(plainHttp, WITH_HTTP.allowed()).check(url));

        assertThat(failure == null).isEqualTo(permitted);
    }

    @Test
    void resolver_givesOnlyWhatMayBeCalled() throws UnknownHostException {
        var resolver = new CheckedResolver(
                Destinations.PUBLIC,
                _ -> addresses("10.0.0.1", "8.8.8.8", "::1", "2600:1f18::1", "127.0.0.1"),
                ClientFixture.PLENTY);

        assertThat(resolver.resolve("mixed.example.com")).containsExactly(addresses("8.8.8.8", "2600:1f18::1"));
    }

    @Test
    void resolver_refuses_whereNothingMayBeCalled() {
        var resolver =
                new CheckedResolver(Destinations.PUBLIC, _ -> addresses("10.0.0.1", "::1"), ClientFixture.PLENTY);

        assertThatThrownBy(() -> resolver.resolve("internal.example.com"))
                .isInstanceOf(CheckedResolver.ForbiddenHostException.class);
    }

    /** Unreachable are those that the JDK resolves to nothing at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:{port}/",
                "http://LOCALHOST:{port}/",
                "http://127.0.0.1:{port}/",
                "http://127.0.0.2:{port}/",
                "http://[::1]:{port}/",
                "http://[0:0:0:0:0:0:0:1]:{port}/",
                "http://[::ffff:127.0.0.1]:{port}/",
                "http://[::ffff:7f00:1]:{port}/",
                "http://[::ffff:169.254.169.254]/",
                "http://[fe80::1%25lo]:{port}/",
                "http://[64:ff9b::127.0.0.1]:{port}/",
                "http://0.0.0.0:{port}/",
                "http://2130706433:{port}/",
                "http://0x7f000001:{port}/",
                "http://0x7f.1:{port}/",
                "http://0177.1:{port}/",
                "http://127.1:{port}/",
                "http://169.254.169.254/",
            })
    void send_forbidsThisMachine_howeverItIsWritten(String url) throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(200, "text/plain", ""));
                var client = client(WITH_HTTP, InetAddress::getAllByName)) {
            var port = String.valueOf(provider.uri().getPort());

            assertThat(failure(client, URI.create(url.replace("{port}", port))))
                    .isIn(UpstreamException.Kind.FORBIDDEN, UpstreamException.Kind.UNREACHABLE);
            assertThat(provider.received()).isEmpty();
        }
    }

    @Test
    void send_forbidsPlainHttp_whereItIsNotAllowed() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(200, "text/plain", ""));
                var client = client(Destinations.PUBLIC, _ -> addresses("127.0.0.1"))) {
            assertThat(failure(client, provider.uri())).isEqualTo(UpstreamException.Kind.FORBIDDEN);
            assertThat(provider.received()).isEmpty();
        }
    }

    @Test
    void send_tellsNoAddress_whenItForbids() {
        try (var client = client(WITH_HTTP, _ -> addresses("10.11.12.13"))) {
            var failure = catchThrowableOfType(
                    UpstreamException.class, () -> client.send(get(URI.create("http://internal.example.com"))));

            assertThat(failure.kind()).isEqualTo(UpstreamException.Kind.FORBIDDEN);
            assertThat(failure.isProvidersFailure()).isTrue();
            assertThat(failure).hasMessage("its address is not one that this gateway may call");
            assertThat(Throwables.getStackTrace(failure)).doesNotContain("10.11.12.13");
        }
    }

    /** The second answer would lead elsewhere: it must not be asked for. */
    @Test
    void send_resolvesOnce_andConnectsToWhatItChecked() throws IOException {
        var asked = new ArrayList<String>();
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(200, "text/plain", "here"));
                var client = client(WITH_HTTP.allowing(Network.parse("127.0.0.1/32")), host -> {
                    asked.add(host);
                    return asked.size() == 1 ? addresses("127.0.0.2", "127.0.0.1") : addresses("127.0.0.3");
                })) {
            var uri = URI.create("http://rebound.example.com:" + provider.uri().getPort());

            assertThat(ClientFixture.read(client, uri)).isEqualTo("here");
            assertThat(asked).containsExactly("rebound.example.com");
            assertThat(failure(client, uri)).isEqualTo(UpstreamException.Kind.FORBIDDEN);
        }
    }

    @Test
    void send_saysUnreachable_whereTheNameIsUnknown() {
        try (var client = client(WITH_HTTP, host -> {
            throw new UnknownHostException(host);
        })) {
            assertThat(failure(client, URI.create("http://nowhere.example.com")))
                    .isEqualTo(UpstreamException.Kind.UNREACHABLE);
        }
    }

    private static UpstreamClient client(Destinations destinations, CheckedResolver.Lookup lookup) {
        return new UpstreamClient(
                UpstreamLimits.DEFAULT, destinations, lookup, DefaultClientTlsStrategy.createDefault());
    }

    private static InetAddress[] addresses(String... literals) {
        return Arrays.stream(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
}
