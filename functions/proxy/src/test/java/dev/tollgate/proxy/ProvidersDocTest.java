package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.upstream.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/providers.md} says can be called is what can be called. */
class ProvidersDocTest {
    private static final Path FILE = Path.of("../../docs/providers.md");

    /** A row of a table that begins with a route. */
    private static final Pattern ROUTE =
            Pattern.compile("^\\| `((?:GET|POST|PUT|PATCH|DELETE) /[^`]*)` \\|(.*)$", Pattern.MULTILINE);

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static Stream<Dialect> dialects() {
        return EveryDialect.LIST.stream();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void everyRoute_standsInItsDialectsTable_andNoOther(Dialect dialect) throws IOException {
        var routes = ROUTE.matcher(section(dialect)).results().map(row -> row.group(1));

        assertThat(routes)
                .as(dialect.id())
                .containsExactlyInAnyOrderElementsOf(dialect.operations().stream()
                        .map(operation -> operation.route().toString())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void everyRoutesQueryParameters_standInItsRow_andNoOther(Dialect dialect) throws IOException {
        var section = section(dialect);

        for (var operation : dialect.operations()) {
            var row = ROUTE.matcher(section)
                    .results()
                    .filter(each -> each.group(1).equals(operation.route().toString()))
                    .findFirst()
                    .orElseThrow();
            var cells = row.group(2).split("\\|", -1);

            assertThat(CODE.matcher(cells[cells.length - 2]).results().map(code -> code.group(1)))
                    .as("query parameters of %s", operation.route())
                    .containsExactlyInAnyOrderElementsOf(operation.route().query());
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void everyHeader_standsInItsDialectsSection(Dialect dialect) throws IOException {
        var section = section(dialect);

        assertThat(Stream.concat(dialect.requestHeaders().stream(), dialect.responseHeaders().stream()))
                .as(dialect.id())
                .allSatisfy(header -> assertThat(section).contains("`" + header + "`"));
    }

    /** From a heading that names the dialect to the next one. */
    private static String section(Dialect dialect) throws IOException {
        return Stream.of(Files.readString(FILE, UTF_8).split("(?m)^## ", -1))
                .filter(section -> section.lines().findFirst().orElse("").contains("`" + dialect.id() + "`"))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("no section of docs/providers.md is headed `%s`".formatted(dialect.id())));
    }
}
