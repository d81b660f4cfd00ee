package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
    /** What is made of these bytes, in pieces of so many. */
    private static Answer answer(String bytes, int piece) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var connection = Connection.open(Endpoint.of("127.0.0.1:" + server.getLocalPort()));
            var writer = Thread.ofVirtual().start(() -> write(server, bytes.getBytes(UTF_8), piece));
            try {
                return connection.receive();
            } finally {
                connection.close();
                writer.join();
            }
        }
    }

    private static void write(ServerSocket server, byte[] bytes, int piece) {
        try (var socket = server.accept()) {
            socket.setTcpNoDelay(true);
            for (var at = 0; at < bytes.length; at += piece) {
                socket.getOutputStream().write(bytes, at, Math.min(piece, bytes.length - at));
            }
        } catch (SocketException _) {
            // The reader has had enough.
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100_000})
    void everyForm_ofABody_isRead(int piece) throws Exception {
        var body = "é".repeat(6000);
        var length = body.getBytes(UTF_8).length;
        var forms = new String[] {
            "HTTP/1.1 200 OK\r\nX-Name:  välue \r\nContent-Length: " + length + "\r\n\r\n" + body,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Name: välue\r\n\r\n" + Integer.toHexString(length)
                    + ";e=1\r\n" + body + "\r\n0\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 200\r\nx-name:välue\r\n\r\n" + body,
        };
        for (var form : forms) {
            var answer = answer(form, piece);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-name")).isEqualTo("välue");
            assertThat(new String(answer.body(), UTF_8)).isEqualTo(body);
        }
    }

    @Test
    void aLongHeader_isRead() throws Exception {
        var value = "x".repeat(100_000);

        assertThat(answer("HTTP/1.1 204 No\r\nlong: " + value + "\r\n\r\n", 100_000)
                        .header("long"))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfour",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfive\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
            })
    void whatIsNoAnswer_isRefused(String bytes) {
        assertThatIOException().isThrownBy(() -> answer(bytes, 100));
    }
}
