package dev.tollgate.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,       10.255.255.255, true",
        "10.0.0.0/8,       11.0.0.0,       false",
        "172.16.0.0/12,    172.31.255.255, true",
        "172.16.0.0/12,    172.32.0.0,     false",
        "192.0.2.1/32,     192.0.2.1,      true",
        "192.0.2.1/32,     192.0.2.0,      false",
        "128.0.0.0/1,      255.0.0.1,      true",
        "128.0.0.0/1,      127.255.255.255, false",
        "0.0.0.0/0,        203.0.113.9,    true",
        "0.0.0.0/0,        2001:db8::1,    false",
        "::/0,             2001:db8::1,    true",
        "::/0,             203.0.113.9,    false",
        "fc00::/7,         fdff::1,        true",
        "fc00::/7,         fe00::1,        false",
        "2001:db8:0:8::/61, 2001:db8:0:f::, true",
        "2001:db8:0:8::/61, 2001:db8:0:10::, false",
    })
    void network_containsWhatSharesItsPrefix(String network, String address, boolean isIn) {
        assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(isIn);
        assertThat(Network.parse(network))
                .isEqualTo(Network.parse(Network.parse(network).toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.1/8",
                "10.0.0.0/8 ",
                "::1/129",
                "::1/127",
                "localhost/8",
                "/8"
            })
    void parse_refuses_whatIsNoNetwork(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
    }
}
