package dev.tollgate.benchmarks.startup;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The zips that are started. The smaller ones are made of the jars that the proxy's has: the same versions.
 *
 * @param proxy as it is deployed
 * @param folder for the others
 */
record FunctionZips(Path proxy, Path folder) {
    private static final Pattern OF_THE_TABLES = Pattern.compile(
            "(?!secretsmanager|apache5).*-2\\.\\d+\\.\\d+\\.jar|(slf4j-api|reactive-streams|eventstream)-.*");
    private static final Pattern OF_APACHE = Pattern.compile("(apache5-client|httpc(ore|lient)5.*)-.*");
    private static final Pattern NONE = Pattern.compile("");
    private static final Pattern NOT_OF_THE_SDK = Pattern.compile("(powertools|tollgate|log4j|jackson).*");

    /** @throws IllegalStateException if the proxy is not packaged */
    FunctionZips {
        if (!Files.isRegularFile(proxy)) {
            throw new IllegalStateException("no " + proxy + ": build it by ./mvnw package -DskipTests");
        }
    }

    /** The proxy with one more class, which does without priming. */
    Path unprimed() throws IOException {
        var zip = folder.resolve("unprimed.zip");
        Files.copy(proxy, zip);
        try (var opened = open(zip)) {
            addClass(opened, UnprimedFunction.class);
        }
        return zip;
    }

    /** One class, the SDK for tables and Apache's HTTP client. */
    Path minimalWithApache() throws IOException {
        return minimal("apache", OF_APACHE, List.of());
    }

    /** The same with the JDK's own client. */
    Path minimalWithUrlConnection() throws IOException {
        return minimal("url-connection", NONE, List.of(jar("url-connection-client-")));
    }

    private Path minimal(String name, Pattern client, List<Path> more) throws IOException {
        var zip = folder.resolve(name + ".zip");
        try (var from = open(proxy);
                var to = FileSystems.newFileSystem(zip, Map.of("create", "true"));
                var jars = Files.list(from.getPath("lib"))) {
            Files.createDirectory(to.getPath("lib"));
            for (var jar : jars.toList()) {
                var file = jar.getFileName().toString();
                if (isOfTheTables(file) || client.matcher(file).matches()) {
                    Files.copy(jar, to.getPath("lib", file));
                }
            }
            for (var jar : more) {
                Files.copy(jar, to.getPath("lib", jar.getFileName().toString()));
            }
            addClass(to, MinimalFunction.class);
        }
        return zip;
    }

    private static boolean isOfTheTables(String jar) {
        return OF_THE_TABLES.matcher(jar).matches()
                && !NOT_OF_THE_SDK.matcher(jar).matches();
    }

    /** What the stock runtime is made of. */
    static List<Path> stockRuntime() {
        return List.of(
                jar("aws-lambda-java-core-"),
                jar("aws-lambda-java-runtime-interface-client-"),
                jar("aws-lambda-java-serialization-"),
                jar("utils-lite-"));
    }

    /** A jar of this process's class path, by the beginning of its name. */
    private static Path jar(String name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name));
    }

    private static FileSystem open(Path zip) throws IOException {
        return FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
    }

    private static void addClass(FileSystem zip, Class<?> type) throws IOException {
        var file = type.getName().replace('.', '/') + ".class";
        var target = zip.getPath(file);
        Files.createDirectories(Objects.requireNonNull(target.getParent(), "it is in a package"));
        try (var in = Objects.requireNonNull(type.getResourceAsStream("/" + file), file)) {
            Files.write(target, in.readAllBytes());
        }
    }
}
