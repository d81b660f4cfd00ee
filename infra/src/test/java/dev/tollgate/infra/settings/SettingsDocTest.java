package dev.tollgate.infra.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of settings in {@code docs/deploy.md} is what the code takes. */
class SettingsDocTest {
    private static final Path FILE = Path.of("../docs/deploy.md");
    private static final String BEGIN = "<!-- settings -->\n";
    private static final String END = "<!-- /settings -->\n";
    private static final String UPDATE = "./mvnw test -pl infra -Dtest=SettingsDocTest -Dtollgate.docs=update";

    @Test
    void everySetting_isInTheTable() throws IOException {
        var file = Files.readString(FILE, UTF_8);
        assertThat(file).as(FILE.toString()).containsSubsequence(BEGIN, END);
        var head = file.substring(0, file.indexOf(BEGIN) + BEGIN.length());
        var tail = file.substring(file.indexOf(END));

        var expected = head + table() + tail;

        if (System.getProperty("tollgate.docs", "").equals("update")) {
            Files.writeString(FILE, expected, UTF_8);
        }
        assertThat(Files.readString(FILE, UTF_8))
                .as("docs/deploy.md does not have the settings of the code. To rewrite it: %s", UPDATE)
                .isEqualTo(expected);
    }

    private static String table() {
        var rows = Stream.of(Setting.values()).map(SettingsDocTest::row).collect(joining());
        return "| Setting | | Must be | Production | Sandbox |\n|---|---|---|---|---|\n" + rows;
    }

    private static String row(Setting setting) {
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        setting.id(),
                        setting.does(),
                        setting.mustBe().replace("*", "\\*"),
                        otherwise(setting, StageKind.PRODUCTION),
                        otherwise(setting, StageKind.SANDBOX));
    }

    private static String otherwise(Setting setting, StageKind stage) {
        return setting.otherwise(stage).map("`%s`"::formatted).orElse("");
    }
}
