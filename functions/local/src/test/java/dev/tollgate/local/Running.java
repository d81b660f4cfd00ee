package dev.tollgate.local;

import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** One Tollgate for all tests of this module, each with a subscription of its own. Ends with the process. */
final class Running {
    static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
    static final LocalTollgate TOLLGATE = start();

    private Running() {}

    /** An application of one test: its subscription on a plan of its own, and its key. */
    record Application(Stage stage, String subscription, WindowLength window, String key, Instant since) {
        /** What its window says, or both where one has ended since. */
        CounterState counter() {
            return Stream.of(since, Instant.now())
                    .map(window::windowAt)
                    .distinct()
                    .map(each -> new CounterKey(new Owner.OfSubscription(subscription), each))
                    .flatMap(each -> TOLLGATE.stage(stage).counters().read(each).stream())
                    .reduce(CounterState.EMPTY, CounterState::plus);
        }

        /** The base URL for OpenAI's SDKs. */
        String baseUrl() {
            return url("openai") + "/v1";
        }

        /** Where a backend is. */
        String url(String backend) {
            return TOLLGATE.uri() + "/" + stage.id() + "/" + backend;
        }

        /** How many calls were refused. A call is logged before its reply ends, so none that a client has read is missing. */
        long refusals() {
            return LOG.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(subscription) && line.contains("\"outcome\":\"Refused\""))
                    .count();
        }
    }

    /** The counter of a window in which one call was made that used this, and has ended. */
    static CounterState settled(long promptTokens, long completionTokens) {
        var used = new Amounts(1, promptTokens, completionTokens, promptTokens + completionTokens, 0);
        return new CounterState(used, used, 0, List.of());
    }

    /** A new application on the stage sandbox, limited in one dimension. */
    static Application application(WindowLength window, Dimension dimension, long limit) {
        var id = "test-" + UUID.randomUUID();
        var stage = TOLLGATE.stage(Stage.SANDBOX);
        stage.put(Policy.of(id, new Quota(window, Map.of(dimension, limit))));
        stage.put(new Subscription(id, "A test", id, Seeds.EVERY_BACKEND));
        return new Application(Stage.SANDBOX, id, window, stage.issueKey(id).reveal(), Instant.now());
    }

    private static LocalTollgate start() {
        try {
            var settings = Settings.of(Map.of("TOLLGATE_PORT", "0"));
            return new LocalTollgate(settings, new PrintStream(LOG, true, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
