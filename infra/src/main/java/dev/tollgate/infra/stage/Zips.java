package dev.tollgate.infra.stage;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The functions as they were packaged.
 *
 * @param proxy answers calls
 * @param admin administers
 */
public record Zips(Path proxy, Path admin) {
    /** Refuses what is not there: a path that leads nowhere would be told of in forty lines. */
    public Zips {
        for (var zip : new Path[] {proxy, admin}) {
            if (!Files.isRegularFile(zip)) {
                throw new MissingException("%s is not there: build it with ./mvnw -DskipTests package".formatted(zip));
            }
        }
    }

    /** A zip that was not built. */
    public static final class MissingException extends RuntimeException {
        private static final long serialVersionUID = 1;

        MissingException(String message) {
            super(message);
        }
    }

    /** Where the build of this working tree puts them. */
    public static Zips under(Path root) {
        return new Zips(
                root.resolve("functions/proxy/target/proxy.zip"), root.resolve("functions/admin/target/admin.zip"));
    }
}
