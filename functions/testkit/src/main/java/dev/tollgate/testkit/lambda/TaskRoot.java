package dev.tollgate.testkit.lambda;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fresh folder with what a zip holds, the modes of its files kept: {@code /var/task} of one process. */
record TaskRoot(Path path) {
    /** What a file has that was zipped without a mode: the JDK would take all, and hide that a script is not executable. */
    private static final String WITHOUT_MODE = "rw-r--r--";

    static TaskRoot of(Path zip) throws IOException {
        var folder = Files.createTempDirectory("task-");
        var settings = Map.of("enablePosixFileAttributes", "true", "defaultPermissions", WITHOUT_MODE);
        var uri = URI.create("jar:" + zip.toAbsolutePath().toUri());
        try (var files = FileSystems.newFileSystem(uri, settings)) {
            var root = files.getPath("/");
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                    Files.createDirectories(target(from));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                    Files.copy(from, target(from));
                    Files.setPosixFilePermissions(target(from), Files.getPosixFilePermissions(from));
                    return FileVisitResult.CONTINUE;
                }

                private Path target(Path from) {
                    return folder.resolve(root.relativize(from).toString());
                }
            });
        } catch (IOException | RuntimeException e) {
            new TaskRoot(folder).delete();
            throw e;
        }
        // Lambda's processes run under another user than the one who unpacks.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new TaskRoot(folder);
    }

    void delete() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
