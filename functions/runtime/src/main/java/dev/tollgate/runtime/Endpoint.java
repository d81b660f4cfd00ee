package dev.tollgate.runtime;

import java.net.InetSocketAddress;

/**
 * Where the Runtime API listens.
 *
 * @param host as the Host header has it
 */
record Endpoint(String host, InetSocketAddress address) {
    /** @param host with its port, such as {@code 127.0.0.1:9001} */
    static Endpoint of(String host) {
        var colon = host.lastIndexOf(':');
        return colon < 0
                ? new Endpoint(host, new InetSocketAddress(host, 80))
                : new Endpoint(
                        host,
                        new InetSocketAddress(host.substring(0, colon), Integer.parseInt(host.substring(colon + 1))));
    }

    /** The first lines of a request, to which more headers can be added. */
    String head(String method, String path) {
        return method + " /2018-06-01/runtime" + path + " HTTP/1.1\r\nHost: " + host + "\r\n";
    }
}
