package dev.tollgate.benchmarks.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate of its own for {@code localhost}, and a trust store that has it beside all that the JDK trusts: a process that
 * starts has as much to load as anywhere.
 *
 * @param keys the certificate with its key
 * @param trust what the processes trust
 */
record Certificate(Path keys, Path trust) {
    private static final String PASSWORD = "changeit";

    /** Makes both with the JDK's keytool, in this folder. */
    static Certificate create(Path folder) throws IOException, InterruptedException {
        var keys = folder.resolve("keys.p12");
        var trust = folder.resolve("trust");
        var exported = folder.resolve("certificate");
        keytool(
                keys,
                "-genkeypair -alias stub -keyalg RSA -keysize 2048 -validity 2 -storetype PKCS12 -dname CN=localhost"
                        + " -ext san=dns:localhost,ip:127.0.0.1");
        keytool(keys, "-exportcert -alias stub -file " + exported);
        Files.copy(
                Path.of(System.getProperty("java.home"), "lib/security/cacerts"),
                trust,
                StandardCopyOption.REPLACE_EXISTING);
        keytool(trust, "-importcert -noprompt -alias stub -file " + exported);
        return new Certificate(keys, trust);
    }

    private static void keytool(Path store, String arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin/keytool").toString());
        command.addAll(List.of(arguments.split(" ", -1)));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }

    /** What makes a JVM trust it. */
    String options() {
        return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s".formatted(trust, PASSWORD);
    }

    /** For servers that show it. */
    SSLContext context() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
