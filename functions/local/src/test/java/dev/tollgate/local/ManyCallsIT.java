package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.lambda.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many calls in one process of the packaged function. */
@Timeout(120)
class ManyCallsIT {
    private static final int CALLS = 208;
    private static final int AT_ONCE = 16;
    private static final int ATTEMPTS = 20;
    private static final long MEMORY = 512L << 20;
    private static final Pattern USER = Pattern.compile("\"user\":\"(.+?)\"");

    @Test
    void sixteenAtOnce_haveAnAnswerOfTheirOwn_in512Megabytes() throws Exception {
        try (var provider = new ScriptedProvider(ManyCallsIT::answer);
                var zip = new ProxyZip(provider.uri(), new byte[32]);
                var process = zip.start();
                var callers = Executors.newFixedThreadPool(AT_ONCE)) {
            zip.warmUp();
            // The subscription is remembered from here on: else all would ask for it at once.
            ask(zip, "caller-before");
            var answers = callers.invokeAll(IntStream.range(0, CALLS)
                    .<Callable<String>>mapToObj(number -> () -> ask(zip, "caller-" + number))
                    .toList());

            for (var number = 0; number < CALLS; number++) {
                assertThat(answers.get(number).get()).contains("\"For caller-%d.\"".formatted(number));
            }
            var served = provider.received().stream()
                    .filter(received -> received.body().contains("caller-"))
                    .count();
            assertThat(served).isEqualTo(CALLS + 1);
            assertThat(zip.counter().used().requestCount()).isEqualTo(served);
            await().untilAsserted(() -> assertThat(zip.counter().leases()).isEmpty());
            assertThat(zip.api.faults()).isEmpty();
            var peak = process.peakResidentBytes();
            peak.ifPresent(bytes -> System.out.printf("ManyCallsIT: at most %,d bytes resident%n", bytes));
            assertThat(peak.orElse(0)).isLessThan(MEMORY);
        }
    }

    @Test
    void aMissingCredential_isA503_andReservesNothing() throws Exception {
        try (var provider = new ScriptedProvider(ManyCallsIT::answer);
                var zip = new ProxyZip(provider.uri(), new byte[32]);
                var _ = zip.start()) {
            zip.warmUp();
            var served = provider.received().size();
            var call = zip.api.invoke(zip.call("other", ProxyZip.HELLO.formatted("m", false, "a")));

            var reply = (Reply.Streamed) call.await(ProxyZip.PATIENCE);
            assertThat(reply.prelude()).contains("\"statusCode\":503");
            assertThat(provider.received()).hasSize(served);
            assertThat(zip.counter()).isEqualTo(CounterState.EMPTY);
        }
    }

    /** Again where the tables were too slow for so many at once on a busy machine, as SDKs do: that is a 503. */
    private static String ask(ProxyZip zip, String caller) throws InterruptedException {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var call = zip.api.invoke(zip.call("demo", ProxyZip.HELLO.formatted("m", false, caller)));
            var reply = (Reply.Streamed) call.await(ProxyZip.PATIENCE);
            assertThat(reply.failure()).isEmpty();
            if (!reply.prelude().contains("\"statusCode\":503")) {
                return new String(reply.payload(), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static List<ScriptedProvider.Step> answer(ScriptedProvider.Received received) {
        var user = USER.matcher(received.body());
        var body =
                ("{\"id\":\"1\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":"
                                + "{\"role\":\"assistant\",\"content\":\"For %s.\"},\"finish_reason\":\"stop\"}],"
                                + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}}")
                        .formatted(user.find() ? user.group(1) : "nobody");
        return List.of(ScriptedProvider.reply(200, "application/json", body));
    }
}
