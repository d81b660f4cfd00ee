package dev.tollgate.cli.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What option {@code -f} names: a file, all YAML and JSON files in a folder and below it, or {@code -} for the input. */
public final class Sources {
    private Sources() {}

    /**
     * The manifest in a file, in a folder's files, or in the input.
     *
     * @throws ManifestException if there is no such file, or it cannot be read
     */
    public static Manifest manifest(String name, InputStream input) {
        var manifest = new Manifest();
        if (name.equals("-")) {
            manifest.read("standard input", text(name, input));
        } else {
            in(Path.of(name)).forEach(file -> manifest.read(file.toString(), text(file.toString(), input)));
        }
        return manifest;
    }

    /**
     * The text of a file, or of the input.
     *
     * @throws ManifestException if it cannot be read, or is not UTF-8
     */
    public static String text(String name, InputStream input) {
        try {
            return name.equals("-")
                    ? new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(name));
        } catch (NoSuchFileException e) {
            throw new ManifestException("there is no file " + name);
        } catch (CharacterCodingException e) {
            throw new ManifestException(name + " is not UTF-8");
        } catch (IOException e) {
            throw new ManifestException("%s cannot be read: %s".formatted(name, e.getMessage()));
        }
    }

    private static List<Path> in(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (var files = Files.walk(path)) {
            return files.filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ManifestException("%s cannot be read: %s".formatted(path, e.getMessage()));
        }
    }
}
