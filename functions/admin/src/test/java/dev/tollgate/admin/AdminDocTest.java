package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.admin.access.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code docs/admin.md} shows is what there is. */
class AdminDocTest {
    private static final Path FILE = Path.of("../../docs/admin.md");
    private static final Pattern PATH = Pattern.compile("`(/[a-z./{}]+)`");

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
        assertThat(Roles.parse(block("```\n")).orElseThrow().granted()).hasSize(4);
    }

    @Test
    void theTable_hasEveryPath() {
        var table = page.substring(page.indexOf("| `GET` |"), page.indexOf("What is not limited is absent"));

        assertThat(PATH.matcher(table).results().map(path -> "GET " + path.group(1)))
                .containsExactlyElementsOf(
                        Routes.of(new AdminFixture().configuration).names());
    }

    private String block(String fence) {
        var start = page.indexOf(fence) + fence.length();
        return page.substring(start, page.indexOf("```", start));
    }
}
