package dev.tollgate.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.Stage;
import dev.tollgate.testkit.ScriptedProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program does with its settings, and what it prints. */
@Timeout(120)
class LocalTollgateTest {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    @ParameterizedTest
    @EnumSource
    void theDemoKeyOfAStage_opensItsBackends(Stage stage) throws Exception {
        var tollgate = Running.TOLLGATE;

        assertThat(models(tollgate, stage, tollgate.demoKey(stage, Seeds.DEMO)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theWelcome_namesAddressAndKeys() throws IOException {
        var tollgate = Running.TOLLGATE;

        assertThat(Welcome.text(tollgate))
                .contains("tollgate is ready: " + tollgate.uri() + "\n")
                .contains("production key: " + tollgate.demoKey(Stage.PRODUCTION, Seeds.DEMO) + "\n")
                .contains("both functions run in this process\n")
                .contains("admin token:    " + tollgate.adminToken().reveal() + "\n")
                .contains("sandbox key:    " + tollgate.demoKey(Stage.SANDBOX, Seeds.DEMO) + "\n")
                .contains("curl -sN " + tollgate.uri() + "/production/demo/v1/chat/completions");
    }

    @Test
    void dataInAFolder_outlivesARestart(@TempDir Path folder) throws Exception {
        var settings = Settings.of(Map.of("TOLLGATE_PORT", "0", "TOLLGATE_DATA", folder.toString()));
        String key;
        try (var first = new LocalTollgate(settings, NOWHERE)) {
            key = first.demoKey(Stage.SANDBOX, Seeds.TRIAL);
            assertThat(models(first, Stage.SANDBOX, key).statusCode()).isEqualTo(200);
        }

        try (var second = new LocalTollgate(settings, NOWHERE)) {
            assertThat(second.demoKey(Stage.SANDBOX, Seeds.TRIAL)).isEqualTo(key);
            assertThat(models(second, Stage.SANDBOX, key).statusCode()).isEqualTo(200);
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("local-secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theBackendOpenAi_goesToTheRealApi_whereThereIsAKey() throws Exception {
        try (var openAi = new ScriptedProvider(ScriptedProvider.reply(200, "application/json", "{\"data\":[]}"));
                var tollgate = new LocalTollgate(
                        Settings.of(Map.of(
                                "TOLLGATE_PORT", "0",
                                "OPENAI_API_KEY", "sk-real",
                                "OPENAI_BASE_URL", openAi.uri() + "/v1")),
                        NOWHERE)) {
            var reply = models(tollgate, Stage.PRODUCTION, tollgate.demoKey(Stage.PRODUCTION, Seeds.DEMO));

            assertThat(reply.body()).isEqualTo("{\"data\":[]}");
            assertThat(openAi.received()).singleElement().satisfies(received -> {
                assertThat(received.line()).isEqualTo("GET /v1/models HTTP/1.1");
                assertThat(received.headers()).containsEntry("authorization", "Bearer sk-real");
            });
        }
    }

    @Test
    void aFolder_belongsToOneProcess(@TempDir Path folder) throws Exception {
        var other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "--enable-native-access=ALL-UNNAMED",
                        Main.class.getName())
                .redirectErrorStream(true);
        other.environment().putAll(Map.of("TOLLGATE_PORT", "0", "TOLLGATE_DATA", folder.toString()));
        try (var _ = DataFolder.claim(folder)) {
            var process = other.start();

            assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                    .contains("tollgate cannot start: another tollgate uses the folder " + folder);
            assertThat(process.waitFor()).isEqualTo(1);
            assertThatThrownBy(() -> DataFolder.claim(folder)).hasMessageContaining("another tollgate uses the folder");
        }
    }

    @Test
    void aFolderThatIsAFile_isRefused(@TempDir Path folder) throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataFolder.claim(file))
                .hasMessage("TOLLGATE_DATA must name a folder that can be made and written, not " + file);
    }

    @Test
    void aCallInFlight_isSettled_whenTheProgramEnds() throws Exception {
        var log = new ByteArrayOutputStream();
        var settings = Settings.of(Map.of("TOLLGATE_PORT", "0"));
        var http = HttpClient.newHttpClient();
        try (var tollgate = new LocalTollgate(settings, new PrintStream(log, true, UTF_8))) {
            var reply = http.send(chat(tollgate, "demo-stall", true), BodyHandlers.ofInputStream());
            reply.body().readNBytes(100);
        } finally {
            // A mere close would wait for somebody to read the rest.
            http.shutdownNow();
        }

        assertThat(log.toString(UTF_8)).contains("\"usageSource\":\"RESERVATION\",\"settlement\":\"DONE\"");
    }

    @Test
    void theBufferedMode_answersWhole() throws Exception {
        var settings = Settings.of(Map.of("TOLLGATE_PORT", "0", "TOLLGATE_REPLY_MODE", "buffered"));
        try (var tollgate = new LocalTollgate(settings, NOWHERE);
                var http = HttpClient.newHttpClient()) {
            var whole = http.send(chat(tollgate, "demo", false), BodyHandlers.ofString());
            var streamed = http.send(chat(tollgate, "demo", true), BodyHandlers.ofString());
            var binary = http.send(converseStream(tollgate), BodyHandlers.ofByteArray());

            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(whole.body()).contains("You said: \\\"Hello\\\"");
            assertThat(streamed.body()).endsWith("data: [DONE]\n\n");
            // A message of AWS's event streams begins with its length.
            assertThat(ByteBuffer.wrap(binary.body()).getInt()).isBetween(16, binary.body().length);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(Map.of("TOLLGATE_REPLY_MODE", "chunked")))
                .withMessage("TOLLGATE_REPLY_MODE must be streamed or buffered, not 'chunked'");
    }

    @Test
    void aMissingZip_isNamed_withTheCommandThatMakesIt(@TempDir Path modules) {
        assertThatThrownBy(() -> Zips.in(modules))
                .hasMessage("%s is missing: start by TOLLGATE_LOCAL=packaged ./mvnw -Prun -DskipTests package"
                        .formatted(modules.resolve("proxy/target/proxy.zip")));
    }

    @Test
    void theAdminFunction_listsTheDemoKeys_forWhoHasTheToken() throws Exception {
        var tollgate = Running.TOLLGATE;
        var key = tollgate.demoKey(Stage.SANDBOX, Seeds.DEMO);

        try (var http = HttpClient.newHttpClient()) {
            var uri = URI.create("%s/sandbox/admin/subscriptions/%s/keys".formatted(tollgate.uri(), Seeds.DEMO));
            var request = HttpRequest.newBuilder(uri);
            var stranger = http.send(request.build(), BodyHandlers.ofString());
            var holder = http.send(
                    request.header(
                                    "authorization",
                                    "Bearer " + tollgate.adminToken().reveal())
                            .build(),
                    BodyHandlers.ofString());

            assertThat(stranger.statusCode()).isEqualTo(401);
            assertThat(holder.statusCode()).isEqualTo(200);
            assertThat(holder.body()).contains("\"id\":\"%s\"".formatted(key.split("-", -1)[2]));
        }
    }

    @Test
    void aKeyMadeOverTheAdminFunction_opensTheProxy_andACredentialSetThereIsUsed() throws Exception {
        var tollgate = Running.TOLLGATE;

        try (var http = HttpClient.newHttpClient()) {
            var made = http.send(
                    admin(tollgate, "/subscriptions/%s/keys".formatted(Seeds.DEMO))
                            .POST(BodyPublishers.ofString("{\"validFor\": \"1h\"}"))
                            .build(),
                    BodyHandlers.ofString());
            var key = made.body().replaceAll(".*\"key\":\"([^\"]+)\".*", "$1");
            var set = http.send(
                    admin(tollgate, "/credentials/demo")
                            .PUT(BodyPublishers.ofString("{\"value\": \"demo\"}"))
                            .build(),
                    BodyHandlers.ofString());

            var id = key.split("-", -1)[2];
            var rotated = http.send(
                    admin(tollgate, "/subscriptions/%s/keys/%s/rotate".formatted(Seeds.DEMO, id))
                            .POST(BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            var entries =
                    http.send(admin(tollgate, "/audit?kind=ApiKey&object=" + id).build(), BodyHandlers.ofString());

            assertThat(made.statusCode()).isEqualTo(201);
            assertThat(rotated.statusCode()).isEqualTo(201);
            assertThat(entries.body()).containsOnlyOnce("\"ROTATE\"").containsOnlyOnce("\"ISSUE\"");
            assertThat(models(tollgate, Stage.SANDBOX, key).statusCode()).isEqualTo(200);
            assertThat(models(tollgate, Stage.PRODUCTION, key).statusCode()).isEqualTo(401);
            assertThat(set.statusCode()).isEqualTo(204);
        }
    }

    private static HttpRequest.Builder admin(LocalTollgate tollgate, String path) throws IOException {
        return HttpRequest.newBuilder(URI.create(tollgate.uri() + "/sandbox/admin" + path))
                .header("authorization", "Bearer " + tollgate.adminToken().reveal())
                .header("content-type", "application/json");
    }

    private static HttpRequest chat(LocalTollgate tollgate, String model, boolean streamed) throws IOException {
        var body = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":%b}"
                .formatted(model, streamed);
        return HttpRequest.newBuilder(URI.create(tollgate.uri() + "/sandbox/demo/v1/chat/completions"))
                .header("authorization", "Bearer " + tollgate.demoKey(Stage.SANDBOX, Seeds.DEMO))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest converseStream(LocalTollgate tollgate) throws IOException {
        var body = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]}";
        return HttpRequest.newBuilder(URI.create(tollgate.uri() + "/sandbox/bedrock/model/demo/converse-stream"))
                .header("authorization", "Bearer " + tollgate.demoKey(Stage.SANDBOX, Seeds.DEMO))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "-1", "65536", "8080 "})
    void aPortThatIsNone_isRefused(String port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(Map.of("TOLLGATE_PORT", port)))
                .withMessage("TOLLGATE_PORT must be a port from 0 to 65535, not '%s'".formatted(port));
    }

    @ParameterizedTest
    @CsvSource({
        "TOLLGATE_ERROR_FORMAT, xml, 'must be dialect, wso2, wso2-fault or problem, not ''xml'''",
        "TOLLGATE_LOCAL, docker, 'must be in-process or packaged, not ''docker'''",
        "TOLLGATE_MAX_BODY_BYTES, 0, 'must be a number of bytes from 1 to 99999999, not ''0'''",
    })
    void aSettingThatIsNone_isRefused(String variable, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(Map.of(variable, value)))
                .withMessage(variable + " " + message);
    }

    @Test
    void aKeyForAzure_needsAnEndpoint() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(Map.of("AZURE_OPENAI_API_KEY", "k")))
                .withMessage("AZURE_OPENAI_ENDPOINT must be set where AZURE_OPENAI_API_KEY is");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, https://api.openai.com",
        "https://api.openai.com/v1/, https://api.openai.com",
        "http://localhost:11434, http://localhost:11434",
        "https://api.groq.com/openai/v1, https://api.groq.com/openai",
    })
    void theBaseUrl_isTakenAsOpenAisSdksHaveIt(String url, URI expected) {
        assertThat(Settings.of(Map.of("OPENAI_BASE_URL", url))
                        .providers()
                        .getFirst()
                        .baseUrl())
                .isEqualTo(expected);
    }

    private static HttpResponse<String> models(LocalTollgate tollgate, Stage stage, String key) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var backend = key.equals(tollgate.demoKey(Stage.SANDBOX, Seeds.TRIAL)) ? "demo" : "openai";
            return http.send(
                    HttpRequest.newBuilder(
                                    URI.create("%s/%s/%s/v1/models".formatted(tollgate.uri(), stage.id(), backend)))
                            .header("authorization", "Bearer " + key)
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
