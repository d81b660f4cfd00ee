package dev.tollgate.testkit.packaging;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zip of a function, opened for reading. Not safe for use by many threads. */
final class FunctionZip implements AutoCloseable {
    private final FileSystem zip;

    FunctionZip(Path file) throws IOException {
        this.zip = FileSystems.newFileSystem(file, Map.of("enablePosixFileAttributes", "true"));
    }

    /** The names of the jars, such as {@code slf4j-api-2.0.17.jar}. */
    List<String> jars() throws IOException {
        try (var jars = Files.list(zip.getPath("lib"))) {
            return jars.map(jar -> jar.getFileName().toString()).toList();
        }
    }

    /** Every file by its path, such as {@code dev/tollgate/proxy/Gateway.class}. */
    List<String> files() throws IOException {
        try (var files = Files.walk(zip.getPath("/"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.toString().substring(1))
                    .toList();
        }
    }

    /** What a jar holds, by its path, such as {@code org/slf4j/Logger.class}. */
    List<String> entriesOf(String jar) throws IOException {
        var entries = Stream.<String>builder();
        try (var in = new ZipInputStream(Files.newInputStream(zip.getPath("lib", jar)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.add(entry.getName());
            }
        }
        return entries.build().toList();
    }

    /** The mode of a file, such as {@code rwxr-xr-x}. */
    String modeOf(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(zip.getPath(file)));
    }

    String textOf(String file) throws IOException {
        return Files.readString(zip.getPath(file));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
