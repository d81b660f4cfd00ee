package dev.tollgate.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    @Test
    void columnsAreAligned_theFirstToTheLeft() {
        var table = new MarkdownTable("", "decisions/s", "ms");
        table.add("raw update", "1,234", "0.70");
        table.add("bucket4j", "9", "12.00");

        assertThat(table).hasToString("""
                |            | decisions/s |    ms |
                | ---------- | ----------: | ----: |
                | raw update |       1,234 |  0.70 |
                | bucket4j   |           9 | 12.00 |
                """);
    }

    @Test
    void add_refusesARowOfAnotherLength() {
        var table = new MarkdownTable("", "ms");

        assertThatIllegalArgumentException().isThrownBy(() -> table.add("raw update"));
    }
}
