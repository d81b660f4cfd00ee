package dev.tollgate.local;

import dev.tollgate.core.Redacted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * The peppers of both stages, the demo keys and the admin token. In memory, or in a file that only its owner may read, so that keys outlive
 * a restart as the data does. For one thread.
 */
final class LocalSecrets {
    private static final int SECRET_BYTES = 32;

    private final Properties values = new Properties();
    private final Optional<Path> file;
    private final SecureRandom random;

    /** @throws IOException if the file is there and cannot be read */
    LocalSecrets(Optional<DataFolder> folder, SecureRandom random) throws IOException {
        this.file = folder.map(data -> data.file("local-secrets.properties"));
        this.random = random;
        if (file.isPresent() && Files.exists(file.get())) {
            try (var in = Files.newInputStream(file.get())) {
                values.load(in);
            }
        }
    }

    /** The stage's pepper, made at the first call. */
    byte[] pepper(String stage) throws IOException {
        return HexFormat.of().parseHex(get("pepper." + stage, this::newSecret));
    }

    /** The token that opens the admin function of both stages, made at the first call. */
    Redacted adminToken() throws IOException {
        return new Redacted(get("admin-token", this::newSecret));
    }

    /** The demo key of a subscription, made at the first call. */
    String key(String stage, String subscription, Supplier<String> issue) throws IOException {
        return get("key." + stage + "." + subscription, issue);
    }

    private String newSecret() {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    private String get(String name, Supplier<String> make) throws IOException {
        var known = values.getProperty(name);
        if (known != null) {
            return known;
        }
        var made = make.get();
        values.setProperty(name, made);
        save();
        return made;
    }

    private void save() throws IOException {
        if (file.isEmpty()) {
            return;
        }
        if (!Files.exists(file.get())) {
            create(file.get());
        }
        try (var out = Files.newOutputStream(file.get())) {
            values.store(out, "Secrets of a Tollgate on this machine. Delete the folder to start anew.");
        }
    }

    private static void create(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(path);
        }
    }
}
