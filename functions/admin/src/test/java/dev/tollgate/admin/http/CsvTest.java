package dev.tollgate.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void aCell_isQuoted_whereItMustBe() {
        var csv = new Csv(List.of("a", "b,c"), List.of(Arrays.asList("x\"y", null), Arrays.asList("1\r\n2", 3L)));

        assertThat(csv).hasToString("a,\"b,c\"\r\n\"x\"\"y\",\r\n\"1\r\n2\",3\r\n");
    }
}
