package dev.tollgate.benchmarks.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The packages of the contestants in Node.js, as {@code package-lock.json} pins them. */
public final class NodePackages {
    private NodePackages() {}

    /**
     * Fetches them where they are missing, or others are pinned since.
     *
     * @param folder that of this module
     * @throws IOException if they cannot be had, with the reason
     */
    public static void fetch(Path folder) throws IOException, InterruptedException {
        var pinned = folder.resolve("package-lock.json");
        var fetched = folder.resolve("node_modules/.package-lock.json");
        if (Files.isRegularFile(fetched)
                && Files.getLastModifiedTime(fetched).compareTo(Files.getLastModifiedTime(pinned)) >= 0) {
            return;
        }
        var ended =
                process(folder, "npm", "ci", "--no-audit", "--no-fund").start().waitFor();
        if (ended != 0) {
            throw new IOException("npm ci ended with " + ended);
        }
    }

    /** Runs a command in the module's folder. */
    public static ProcessBuilder process(Path folder, String... command) {
        return new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
