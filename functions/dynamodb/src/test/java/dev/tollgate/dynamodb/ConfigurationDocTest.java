package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The objects that {@code docs/providers.md} shows are stored so, with every field. */
class ConfigurationDocTest {
    private static final Path FILE = Path.of("../../docs/providers.md");
    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExamples_canBeRead_andAreWrittenSo() throws IOException {
        var examples = JSON.matcher(Files.readString(FILE))
                .results()
                .map(block -> block.group(1))
                .toList();
        var kinds = List.of(Backend.class, Subscription.class);

        assertThat(examples).hasSameSizeAs(kinds);
        for (var i = 0; i < kinds.size(); i++) {
            var stored = ConfigurationJson.MAPPER.readValue(examples.get(i), kinds.get(i));

            var written = ConfigurationJson.MAPPER.readTree(ConfigurationJson.MAPPER.writeValueAsString(stored));
            assertThat(written.propertyStream().map(field -> field.getKey()))
                    .containsExactlyInAnyOrderElementsOf(ConfigurationJson.MAPPER
                            .readTree(examples.get(i))
                            .propertyStream()
                            .map(field -> field.getKey())
                            .toList());
        }
    }
}
