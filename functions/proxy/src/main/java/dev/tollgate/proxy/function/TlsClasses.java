package dev.tollgate.proxy.function;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * What the JDK needs for a first handshake: the trust store, the algorithms and some 500 classes. A cold start needs it late,
 * and log and clients need none of it: so a second processor, where there is one, gets it ready meanwhile.
 */
final class TlsClasses {
    private static final int HTTPS = 443;

    private TlsClasses() {}

    /** Begins to load them, and returns at once. What is not ready in time is loaded by whoever needs it. */
    static void loadMeanwhile() {
        Thread.ofPlatform().daemon().name("tls-classes").start(TlsClasses::load);
    }

    /** Writes the first message of a handshake, which nobody gets. */
    private static void load() {
        try {
            var engine = SSLContext.getDefault().createSSLEngine("localhost", HTTPS);
            engine.setUseClientMode(true);
            engine.wrap(
                    ByteBuffer.allocate(0),
                    ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
        } catch (NoSuchAlgorithmException | SSLException _) {
            // The first connection will fail with it, and say so.
        }
    }
}
