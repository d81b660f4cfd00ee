package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who asks a log, asks for fields that are in it: for any other there is an empty answer, and no error. */
class LogQueriesIT {
    @Test
    void theDashboard_asksForFieldsOfTheLog() throws IOException {
        for (var stage : Stages.STAGES) {
            var queries = LogQuery.shown(Stages.ofLeast().template(stage, "Operations"));

            assertThat(queries).hasSizeGreaterThan(2);
            assertAnswered(queries, LoggedFields.of(Stages.ofLeast().template(stage, "Gateway")));
        }
    }

    @Test
    void theOperatorsPage_asksForFieldsOfTheLogs() throws IOException {
        var logged = LoggedFields.of(Stages.ofLeast().template("Production", "Gateway"));
        var page = Files.readString(Stages.ROOT.resolve("docs/operations.md"));

        var queries = LogQuery.written(page, "/aws/lambda/tollgate-production-proxy");

        assertThat(queries).hasSizeGreaterThan(5).map(LogQuery::group).containsAll(logged.keySet());
        assertAnswered(queries, logged);
    }

    private static void assertAnswered(List<LogQuery> queries, Map<String, Set<String>> logged) {
        assertThat(queries)
                .allSatisfy(query -> assertThat(logged.get(query.group()))
                        .as(query.toString())
                        .containsAll(query.fields()));
    }
}
