package dev.tollgate.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The functions as the build packages them.
 *
 * @param proxy the first function
 * @param admin the second one
 */
record Zips(Path proxy, Path admin) {
    /** The folder of the modules, which the build names; the working directory is the repository otherwise. */
    private static final String FOLDER = System.getProperty("tollgate.functions", "functions");

    /** @throws IOException if one is missing, with the command that makes them */
    static Zips ofTheBuild() throws IOException {
        return in(Path.of(FOLDER));
    }

    static Zips in(Path modules) throws IOException {
        return new Zips(zip(modules, "proxy"), zip(modules, "admin"));
    }

    private static Path zip(Path modules, String function) throws IOException {
        var zip = modules.resolve(Path.of(function, "target", function + ".zip"));
        if (!Files.exists(zip)) {
            throw new NoSuchFileException(
                    zip + " is missing: start by TOLLGATE_LOCAL=packaged ./mvnw -Prun -DskipTests package");
        }
        return zip;
    }
}
