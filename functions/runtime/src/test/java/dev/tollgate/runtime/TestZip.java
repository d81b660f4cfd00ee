package dev.tollgate.runtime;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** This module and its tests as a function's zip. */
final class TestZip {
    static final String WRAPPER = "/var/task/tollgate-runtime";

    private static final Path SCRIPT = Path.of("src/main/lambda/tollgate-runtime");

    private TestZip() {}

    static Path in(Path folder) throws IOException, URISyntaxException {
        var zip = folder.resolve("function.zip");
        var options = Map.of("create", "true", "enablePosixFileAttributes", "true");
        try (var files = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), options)) {
            copy(location(Main.class), files);
            copy(location(TestZip.class), files);
            Files.createDirectory(files.getPath("lib"));
            var core = location(Context.class);
            Files.copy(core, files.getPath("lib", core.getFileName().toString()));
            var script = Files.copy(SCRIPT, files.getPath("tollgate-runtime"));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return zip;
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void copy(Path from, FileSystem files) throws IOException {
        try (var all = Files.walk(from)) {
            for (var file : (Iterable<Path>) all::iterator) {
                var to = files.getPath("/" + from.relativize(file));
                if (!Files.isDirectory(file)) {
                    Files.copy(file, to, REPLACE_EXISTING);
                } else if (!Files.exists(to)) {
                    Files.createDirectory(to);
                }
            }
        }
    }
}
