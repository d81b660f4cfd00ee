package dev.tollgate.local;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk of {@code docs/admin.md} with the command-line tool, as it stands there, against the local gateway. */
class AdminToolTest {
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern KEY = Pattern.compile("tg-sandbox-[a-z0-9]{12}-[A-Za-z0-9_-]{43}");

    @TempDir
    private Path folder;

    @Test
    void everyCommand_succeeds_andTheKeyIsHeldToItsPlan() throws IOException, InterruptedException {
        var page = Files.readString(Path.of("../../docs/admin.md"));
        var section = page.substring(page.indexOf("## With the tool"));
        var script = BLOCK.matcher(section)
                .results()
                .filter(block -> block.group(1).isEmpty())
                .map(block -> block.group(2))
                .filter(block -> block.contains("./tollgate"))
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("export "))
                .collect(joining("\n"));

        assertThat(script).contains("credentials set", "apply -f", "smoke --stage production");
        var tool = new AdminTool(folder);
        var walked = tool.run(
                script + "\n./tollgate usage show shop\n./tollgate explain shop --backend openai-team --model m");

        assertThat(walked).contains("Team").contains("requestCount").contains("ADMITTED");
        var key = KEY.matcher(walked).results().findFirst().orElseThrow().group();
        // Another backend than its own: the key is known, and the backend is not for it.
        assertThat(call(key, "demo")).isEqualTo(404);
        assertThat(tool.run("./tollgate usage top-up shop --window 1min --add requestCount=5 --reason test"))
                .contains("granted");
        assertThat(tool.run("./tollgate credentials list; ./tollgate audit; ./tollgate usage top --window 1min"))
                .contains("openai-key");
        assertThat(tool.run("./tollgate subscriptions get shop -o json")).contains("\"policy\" : \"Team\"");
    }

    private static int call(String key, String backend) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            URI.create("%s/sandbox/%s/v1/models".formatted(Running.TOLLGATE.uri(), backend)))
                    .header("authorization", "Bearer " + key)
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
