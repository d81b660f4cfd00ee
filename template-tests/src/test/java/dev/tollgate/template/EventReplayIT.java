package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.proxy.ReplyMode;
import dev.tollgate.testkit.lambda.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every event of the folder {@code events} through the packaged function, with the environment and the rights that the template
 * has for each form of reply: once restored from a snapshot, once without one. The clock alone is another one.
 */
@Timeout(120)
@ParameterizedClass(name = "{0}")
@EnumSource(ReplyMode.class)
class EventReplayIT {
    private static final Path EVENTS = Path.of("../events");
    private static final String EXPECTED = ".expected.json";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final Map<String, EventReplay.Outcome> OUTCOMES = new HashMap<>();
    private static Set<Access> denied = Set.of();
    private static List<Right> unused = List.of();

    private final ReplyMode mode;

    EventReplayIT(ReplyMode mode) {
        this.mode = mode;
    }

    @BeforeParameterizedClassInvocation
    static void replay(ReplyMode mode) throws Exception {
        OUTCOMES.clear();
        try (var replay = new EventReplay(mode, mode == ReplyMode.STREAMED)) {
            for (var name : events()) {
                var event = Files.readAllBytes(EVENTS.resolve(name + ".json"));
                OUTCOMES.put(name, replay.send(event, expected(name).path("provider")));
            }
            denied = replay.denied();
            unused = replay.unused();
        }
    }

    static List<String> events() throws IOException {
        try (var files = Files.list(EVENTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(EXPECTED))
                    .map(name -> name.substring(0, name.length() - EXPECTED.length()))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode expected(String name) throws IOException {
        return JSON.readTree(Files.readAllBytes(EVENTS.resolve(name + EXPECTED)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEvent_hasItsReply(String name) throws IOException {
        var expected = expected(name);
        var outcome = Objects.requireNonNull(OUTCOMES.get(name));

        var answer = HttpAnswer.of(outcome.reply());
        assertThat(outcome.reply()).isInstanceOf(mode == ReplyMode.STREAMED ? Reply.Streamed.class : Reply.Whole.class);
        assertThat(answer.body()).isEqualTo(expected.at("/reply/body").asText());
        assertThat(answer.status()).isEqualTo(expected.at("/reply/statusCode").asInt());
        expected.at("/reply/headers").properties().stream()
                .filter(header -> !isOfTheClock(header.getKey()))
                .forEach(header -> assertThat(answer.headers().path(header.getKey()))
                        .as(header.getKey())
                        .isEqualTo(header.getValue()));
        assertThat(outcome.asked()).isEqualTo(expected.path("provider").isNull() ? 0 : 1);
        var booked = expected.path("booked");
        assertThat(outcome.counter().isPresent()).isEqualTo(!booked.isNull());
        var counter = outcome.counter().orElse(CounterState.EMPTY);
        assertThat(counter.leases()).isEmpty();
        for (var dimension : Dimension.values()) {
            assertThat(counter.used().of(dimension))
                    .as(dimension.fieldName())
                    .isEqualTo(booked.path(dimension.fieldName()).asLong());
        }
    }

    private static boolean isOfTheClock(String header) {
        return header.contains("reset") || header.equals("retry-after");
    }

    @Test
    void theFunction_hasTheRightsThatItNeeds() {
        assertThat(denied).isEmpty();
    }

    /** What is read ahead is listed after a restore alone. */
    @Test
    void theFunction_hasNoRightsThatItDoesNotNeed() {
        assertThat(unused)
                .extracting(Right::action)
                .isEqualTo(mode == ReplyMode.STREAMED ? List.of() : List.of("dynamodb:Query"));
    }
}
