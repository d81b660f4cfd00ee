package dev.tollgate.proxy.function;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate of {@code localhost} with a key that is made here and kept nowhere. The JDK has no public way to make one, so this
 * writes X.509 by hand.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">its form</a>
 */
final class StandInCertificate {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int UTC_TIME = 0x17;
    private static final int UTF8_STRING = 0x0C;
    private static final int EXPLICIT_0 = 0xA0;
    private static final int EXPLICIT_3 = 0xA3;
    private static final int DNS_NAME = 0x82;

    private static final byte[] SHA256_WITH_RSA = sequence(hex("06092a864886f70d01010b0500"));
    private static final byte[] COMMON_NAME = hex("0603550403");
    private static final byte[] ALTERNATIVE_NAME = hex("0603551d11");
    private static final byte[] NAME =
            sequence(der(SET, sequence(COMMON_NAME, der(UTF8_STRING, "stand-in".getBytes(US_ASCII)))));
    private static final byte[] VALIDITY = sequence(time("200101000000Z"), time("491231235959Z"));
    private static final char[] NO_PASSWORD = {};

    private final KeyPair keys;
    private final Certificate certificate;

    /** Makes one. */
    StandInCertificate() throws GeneralSecurityException {
        // As those of AWS are.
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        var signed = signed(content());
        certificate = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed));
    }

    /** For the server that shows it, and for clients that trust it and nothing else. */
    SSLContext context() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("stand-in", keys.getPrivate(), NO_PASSWORD, new Certificate[] {certificate});
        var shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shown.init(store, NO_PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(shown.getKeyManagers(), trust(), null);
        return context;
    }

    /** What trusts it. */
    TrustManager[] trust() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("stand-in", certificate);
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        return trusted.getTrustManagers();
    }

    private byte[] content() {
        var names = sequence(der(DNS_NAME, "localhost".getBytes(US_ASCII)));
        var extensions = sequence(sequence(ALTERNATIVE_NAME, der(OCTET_STRING, names)));
        return sequence(
                der(EXPLICIT_0, der(INTEGER, new byte[] {2})),
                der(INTEGER, new byte[] {1}),
                SHA256_WITH_RSA,
                NAME,
                VALIDITY,
                NAME,
                keys.getPublic().getEncoded(),
                der(EXPLICIT_3, extensions));
    }

    private byte[] signed(byte[] content) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        return sequence(content, SHA256_WITH_RSA, der(BIT_STRING, new byte[] {0}, signature.sign()));
    }

    private static byte[] time(String text) {
        return der(UTC_TIME, text.getBytes(US_ASCII));
    }

    private static byte[] sequence(byte[]... parts) {
        return der(SEQUENCE, parts);
    }

    /** A value with its tag and its length, in the distinguished encoding rules. */
    private static byte[] der(int tag, byte[]... parts) {
        var value = new ByteArrayOutputStream();
        for (var part : parts) {
            value.writeBytes(part);
        }
        var all = new ByteArrayOutputStream();
        all.write(tag);
        if (value.size() < 0x80) {
            all.write(value.size());
        } else {
            // None of this is longer than two bytes can say.
            all.write(0x82);
            all.write(value.size() >>> 8);
            all.write(value.size());
        }
        all.writeBytes(value.toByteArray());
        return all.toByteArray();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
