package dev.tollgate.testkit.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the zip of every function must and must not hold. A subclass says which zip; it runs after {@code package}. */
public abstract class FunctionZipContract {
    private static final String SCRIPT = "tollgate-runtime";
    private static final String HTTP_CLIENT_OF_THE_SDK = "META-INF/services/software.amazon.awssdk.http.SdkHttpService";

    /** All of them let us pass the jars on. What is not listed must be read first: DynamoDB Local's does not. */
    private static final Set<String> LICENCES = Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause");

    /** DynamoDB Local, tests and what they use, other HTTP clients, Lambda's own client, SDKs of providers. */
    private static final Pattern UNWANTED = Pattern.compile(
            "(DynamoDBLocal|sqlite|tollgate-(testkit|local|benchmarks)|junit|assertj|opentest4j|awaitility|hamcrest|archunit"
                    + "|slf4j-nop|netty|url-connection-client|apache-client|aws-crt|okhttp|openai|anthropic"
                    + "|aws-lambda-java-(runtime|events|serialization|tests)).*");

    private final Path target = Path.of("target");
    private final String function;
    private final String handler;
    private final long mostBytes;
    private FunctionZip zip;

    /**
     * The contract for one zip.
     *
     * @param function the zip's name without its ending
     * @param handler the class that Lambda is told to call
     * @param mostBytes what the zip may weigh
     */
    protected FunctionZipContract(String function, String handler, long mostBytes) {
        this.function = function;
        this.handler = handler;
        this.mostBytes = mostBytes;
    }

    @BeforeEach
    final void open() throws IOException {
        zip = new FunctionZip(target.resolve(function + ".zip"));
    }

    @AfterEach
    final void close() throws IOException {
        zip.close();
    }

    @Test
    void zip_isSmallEnough() throws IOException {
        var bytes = Files.size(target.resolve(function + ".zip"));

        System.out.printf("%s.zip: %,d bytes of at most %,d%n", function, bytes, mostBytes);
        assertThat(bytes).isLessThanOrEqualTo(mostBytes);
    }

    @Test
    void script_isExecutable_andNothingElse() throws IOException {
        for (var file : zip.files()) {
            assertThat(zip.modeOf(file)).as(file).isEqualTo(file.equals(SCRIPT) ? "rwxr-xr-x" : "rw-r--r--");
        }
        assertThat(zip.files()).contains(SCRIPT);
    }

    @Test
    void handler_isInTheRoot() throws IOException {
        assertThat(zip.files()).contains(handler.replace('.', '/') + ".class");
    }

    @Test
    void scriptsMainClass_isInTheRuntimesJar() throws IOException {
        var main = Pattern.compile("\\b(\\S+)$").matcher(zip.textOf(SCRIPT).strip());

        assertThat(main.find()).isTrue();
        assertThat(zip.entriesOf(jarOf("tollgate-runtime")))
                .contains(main.group(1).replace('.', '/') + ".class");
    }

    @Test
    void nothingUnwanted_ships() throws IOException {
        assertThat(zip.jars()).noneMatch(jar -> UNWANTED.matcher(jar).matches());
        assertThat(zip.files()).noneMatch(file -> file.endsWith("Test.class"));
    }

    @Test
    void oneHttpClient_servesTheAwsSdk() throws IOException {
        var clients = new HashSet<String>();
        for (var jar : zip.jars()) {
            if (zip.entriesOf(jar).contains(HTTP_CLIENT_OF_THE_SDK)) {
                clients.add(jar);
            }
        }

        assertThat(clients).hasSize(1).allMatch(jar -> jar.startsWith("apache5-client-"));
    }

    @Test
    void jars_areNotSigned() throws IOException {
        for (var jar : zip.jars()) {
            assertThat(zip.entriesOf(jar))
                    .as(jar)
                    .noneMatch(entry -> entry.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"));
        }
    }

    /** Java reads {@code lib/*} in the folder's own order: with a class in two jars, chance would choose. */
    @Test
    void classes_areInOneJarEach() throws IOException {
        var seen = new HashMap<String, String>();
        for (var jar : zip.jars()) {
            for (var entry : zip.entriesOf(jar)) {
                if (entry.endsWith(".class") && !entry.endsWith("module-info.class")) {
                    assertThat(seen.put(entry, jar))
                            .as("%s, also in %s", entry, jar)
                            .isNull();
                }
            }
        }
        assertThat(seen).isNotEmpty();
    }

    @Test
    void billOfMaterials_listsTheJars() throws IOException {
        var bill = BillOfMaterials.read(target.resolve(function + "-bom.json"));

        assertThat(bill.components())
                .extracting(BillOfMaterials.Component::jar)
                .containsExactlyInAnyOrderElementsOf(zip.jars());
    }

    @Test
    void licences_letUsPassTheJarsOn() throws IOException {
        var bill = BillOfMaterials.read(target.resolve(function + "-bom.json"));

        assertThat(bill.components())
                .allSatisfy(component -> assertThat(component.licences())
                        .as(component.jar())
                        .isNotEmpty()
                        .isSubsetOf(LICENCES));
    }

    private String jarOf(String artifact) throws IOException {
        return zip.jars().stream()
                .filter(jar -> jar.startsWith(artifact + "-"))
                .findFirst()
                .orElseThrow();
    }
}
