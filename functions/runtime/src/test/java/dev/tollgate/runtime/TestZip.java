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
    private TestZip() {}

    /** @param script the wrapper, which is {@code run} */
    static Path in(Path folder, String script) throws IOException, URISyntaxException {
        var zip = folder.resolve("function.zip");
        var options = Map.of("create", "true", "enablePosixFileAttributes", "true");
        try (var files = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), options)) {
            copy(location(Main.class), files);
            copy(location(TestZip.class), files);
            Files.createDirectory(files.getPath("lib"));
            var core = location(Context.class);
            Files.copy(core, files.getPath("lib", core.getFileName().toString()));
            var run = Files.writeString(files.getPath("run"), script);
            Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
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
