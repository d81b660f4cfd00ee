package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Validity;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.local.Running.Application;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a key and its subscription say of the moment of a call, as a caller of the whole gateway meets it. */
@Timeout(120)
class AccessTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final LocalStage STAGE = Running.TOLLGATE.stage(Stage.SANDBOX);
    private static final Validity ENDED = Validity.ALWAYS.endingBy(Instant.parse("2020-01-01T00:00:00Z"));

    private final Application application =
            Running.application(new WindowLength(1, WindowUnit.MONTH), Dimension.REQUEST_COUNT, 1_000);
    private final String key = application.key().split("-", -1)[2];

    @AfterAll
    static void close() {
        HTTP.close();
    }

    @Test
    void anExpiredKey_isA401_thatSaysSince() throws Exception {
        STAGE.put(STAGE.configuration().find(ApiKey.class, key).orElseThrow().with(ENDED));

        assertDenied(401, "This API key expired on 2020-01-01T00:00:00Z");
    }

    @Test
    void aBlockedSubscription_isA403() throws Exception {
        change(subscription -> subscription.with(Subscription.Status.BLOCKED));

        assertDenied(403, "The subscription of this key is blocked");
    }

    @Test
    void anExpiredSubscription_isA403_thatSaysSince() throws Exception {
        change(subscription -> subscription.with(ENDED));

        assertDenied(403, "The subscription of this key expired on 2020-01-01T00:00:00Z");
    }

    @Test
    void theDayOfAKeysLastUse_isNoted() throws Exception {
        var before = today();
        assertThat(STAGE.keyUse().lastUsed(List.of(key))).isEmpty();

        assertThat(call().statusCode()).isEqualTo(200);

        // The note is written before the reply ends.
        assertThat(STAGE.keyUse().lastUsed(List.of(key)).get(key)).isBetween(before, today());
    }

    private void change(UnaryOperator<Subscription> change) {
        STAGE.put(change.apply(STAGE.configuration()
                .find(Subscription.class, application.subscription())
                .orElseThrow()));
    }

    private void assertDenied(int status, String message) throws Exception {
        var reply = call();

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).contains(message);
        assertThat(application.counter()).isEqualTo(CounterState.EMPTY);
        assertThat(STAGE.keyUse().lastUsed(List.of(key))).isEmpty();
    }

    private HttpResponse<String> call() throws Exception {
        var body = "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        var request = HttpRequest.newBuilder(URI.create(application.baseUrl() + "/chat/completions"))
                .header("authorization", "Bearer " + application.key())
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    }
}
