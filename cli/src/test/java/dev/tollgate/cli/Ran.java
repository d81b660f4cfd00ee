package dev.tollgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.cli.commands.Pause;
import dev.tollgate.cli.commands.Surroundings;
import dev.tollgate.cli.commands.Terminal;
import dev.tollgate.cli.commands.Tool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * What a command line came to.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it remarked
 */
record Ran(int code, String out, String err) {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    /** Runs a command line with a fake's address and token in the environment. */
    static Ran run(FakeApi api, String... arguments) {
        return new Line(api).run(arguments);
    }

    /** A command line with its surroundings: nobody at the terminal, and an empty input, unless it is said. */
    static final class Line {
        private final Map<String, String> environment = new HashMap<>();
        private String input = "";
        private Terminal terminal = Terminal.none();
        private Pause pause = duration -> false;
        private Instant now = NOON;

        Line(FakeApi api) {
            environment.put("TOLLGATE_ADMIN_URL", api.url());
            environment.put("TOLLGATE_ADMIN_TOKEN", FakeApi.TOKEN);
        }

        Line input(String text) {
            input = text;
            return this;
        }

        Line with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        Line without(String variable) {
            environment.remove(variable);
            return this;
        }

        Line answering(String answer) {
            terminal = new Terminal() {
                @Override
                public boolean isLive() {
                    return true;
                }

                @Override
                public Optional<String> ask(String question) {
                    return Optional.of(answer);
                }

                @Override
                public Optional<String> askSecret(String question) {
                    return Optional.of(answer);
                }
            };
            return this;
        }

        Line pause(Pause other) {
            pause = other;
            return this;
        }

        Line at(String time) {
            now = Instant.parse(time);
            return this;
        }

        Ran run(String... arguments) {
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            var surroundings = new Surroundings(
                    new ByteArrayInputStream(input.getBytes(UTF_8)),
                    new PrintStream(out, true, UTF_8),
                    new PrintStream(err, true, UTF_8),
                    terminal,
                    environment,
                    InstantSource.fixed(now),
                    pause,
                    () -> StaticCredentialsProvider.create(
                            AwsBasicCredentials.create("AKIDEXAMPLE", "a-secret-access-key")));
            var code = Tool.run(surroundings, arguments);
            return new Ran(code, out.toString(UTF_8), err.toString(UTF_8));
        }
    }
}
