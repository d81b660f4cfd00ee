package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.access.Roles;
import dev.tollgate.core.configuration.Subscription;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code docs/admin.md} shows is what there is. */
class AdminDocTest {
    private static final Path FILE = Path.of("../../docs/admin.md");
    private static final Pattern PATH = Pattern.compile("`(/[a-z0-9./{}-]+)`");

    private static final Pattern CURL = Pattern.compile("(?m)^curl .*$");
    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|\\S+");

    private String page = "";

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(FILE);
    }

    @Test
    void theError_isTheReplyToALimitThatIsNone() throws IOException {
        var answer = new AdminFixture().ask(Ask.get("/policies").where("limit", "abc"));

        assertThat(answer.json()).isEqualTo(new ObjectMapper().readTree(block("```json\n")));
    }

    @Test
    void theRoles_canBeSet() {
        assertThat(Roles.parse(block("\n\n```\n")).orElseThrow().granted()).hasSize(4);
    }

    @Test
    void theTable_hasEveryPath() {
        var table = page.substring(page.indexOf("| Path |"), page.indexOf("What is not limited is absent"));
        var paths = AdminFixture.routes().stream()
                .map(route -> route.substring(route.indexOf(' ') + 1))
                .distinct();

        assertThat(PATH.matcher(table).results().map(path -> path.group(1)))
                .containsExactlyInAnyOrderElementsOf(paths.toList());
    }

    /** Each command does what it is there for, one after the other. */
    @Test
    void everyCommand_succeeds() {
        var admin = new AdminFixture();
        var commands = CURL.matcher(page.substring(0, page.indexOf("## What there is")))
                .results()
                .toList();
        var key = "";
        for (var command : commands) {
            var answer = admin.ask(ask(command.group().replace("$KEY", key)));
            assertThat(answer.status())
                    .as("%s: %s", command.group(), answer.body())
                    .isBetween(200, 204);
            key = answer.body().contains("\"key\":")
                    ? answer.json().at("/stored/id").asText()
                    : key;
        }

        assertThat(commands).hasSize(11);
        assertThat(admin.credentials).containsKey("openai");
        assertThat(admin.configuration
                        .find(Subscription.class, "chat")
                        .orElseThrow()
                        .status())
                .isEqualTo(Subscription.Status.BLOCKED);
    }

    private static Ask ask(String curl) {
        var words = WORD.matcher(curl)
                .results()
                .map(word -> word.group().replaceAll("^['\"]|['\"]$", ""))
                .toList();
        var url = words.stream()
                .filter(word -> word.startsWith("$ADMIN"))
                .findFirst()
                .orElseThrow();
        var target = URI.create("http://x" + url.substring("$ADMIN".length()));
        var ask = Ask.of(words.get(1).equals("-X") ? words.get(2) : "GET", target.getPath())
                .as(Role.ADMIN);
        for (var i = 0; i < words.size(); i++) {
            if (words.get(i).equals("-d")) {
                ask = ask.withBody(words.get(i + 1));
            } else if (words.get(i).equals("-H") && words.get(i + 1).contains(": ")) {
                var colon = words.get(i + 1).indexOf(": ");
                ask = ask.with(
                        words.get(i + 1).substring(0, colon), words.get(i + 1).substring(colon + 2));
            }
        }
        for (var parameter : String.valueOf(target.getQuery()).split("&", -1)) {
            var equals = parameter.indexOf('=');
            ask = equals < 0 ? ask : ask.where(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return ask;
    }

    private String block(String fence) {
        var start = page.indexOf(fence) + fence.length();
        return page.substring(start, page.indexOf("```", start));
    }
}
