package dev.tollgate.benchmarks.cost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables in {@code docs/cost.md} are what the program prints. */
class CostDocTest {
    private static final Path FILE = Path.of("../docs/cost.md");
    private static final String BEGIN = "<!-- What follows is written by CostDocTest. -->\n";
    private static final String UPDATE = "./mvnw test -am -pl benchmarks -Dtest=CostDocTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dtollgate.docs=update";

    @Test
    void thePage_isWhatTheProgramPrints() throws IOException {
        var file = Files.readString(FILE, UTF_8);
        var start = file.indexOf(BEGIN);
        assertThat(start).as("the line %s in %s", BEGIN.strip(), FILE).isNotNegative();
        var expected = file.substring(0, start + BEGIN.length()) + "\n" + Report.text();

        if (System.getProperty("tollgate.docs", "").equals("update")) {
            Files.writeString(FILE, expected, UTF_8);
        }

        assertThat(Files.readString(FILE, UTF_8))
                .as("docs/cost.md is not what the program prints. To rewrite it: %s", UPDATE)
                .isEqualTo(expected);
    }
}
