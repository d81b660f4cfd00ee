package dev.tollgate.proxy.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.core.Redacted;
import dev.tollgate.proxy.function.SecretSource.Answer;
import dev.tollgate.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a secret is used, and how often it is asked for. */
@Timeout(30)
class SecretsTest {
    private static final String NAME = "tollgate/sandbox/credentials/openai";
    private static final Redacted OLD = new Redacted("sk-old");
    private static final Redacted NEW = new Redacted("sk-new");
    private static final int THREADS = 32;

    private final SettableClock clock = new SettableClock("2026-11-20T10:00:00Z");
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile boolean isGated;
    private volatile Duration takes = Duration.ZERO;
    private volatile Answer answer = new Answer.Found(OLD);
    private final Secrets secrets = new Secrets(this::answer, clock);

    private Answer answer(String name) {
        // Before anybody can see that it was asked: a test may open the way for others then.
        var waits = isGated;
        asked.incrementAndGet();
        clock.advance(takes);
        if (waits) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return name.equals(NAME) ? answer : new Answer.NotFound();
    }

    private Secret find() {
        return secrets.find(NAME);
    }

    private Secret findAfter(Duration time) {
        clock.advance(time);
        return find();
    }

    @Test
    void aSecret_isUsedForFiveMinutes_andThenReadAgain() {
        find();
        answer = new Answer.Found(NEW);

        assertThat(findAfter(Duration.ofSeconds(299))).isEqualTo(new Secret.Known(OLD));
        assertThat(asked).hasValue(1);
        assertThat(findAfter(Duration.ofSeconds(1))).isEqualTo(new Secret.Known(NEW));
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatWasReadAhead_isNotAskedForAgain() {
        assertThat(secrets.readAhead(NAME)).isTrue();

        assertThat(find()).isEqualTo(new Secret.Known(OLD));
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatCouldNotBeReadAhead_isAskedForAtOnce() {
        answer = new Answer.Failed("it is down");
        assertThat(secrets.readAhead(NAME)).isFalse();
        answer = new Answer.Found(NEW);

        assertThat(find()).isEqualTo(new Secret.Known(NEW));
    }

    /** What it finds in the end is older than what was found meanwhile. */
    @Test
    void whoNeedsASecret_doesNotWaitForWhoeverReadsAhead() {
        isGated = true;
        var ahead = CompletableFuture.supplyAsync(() -> secrets.readAhead(NAME));
        await().until(() -> asked.get() == 1);
        isGated = false;
        answer = new Answer.Found(NEW);

        assertThat(find()).isEqualTo(new Secret.Known(NEW));
        answer = new Answer.Found(OLD);
        gate.countDown();
        assertThat(ahead.join()).isTrue();
        assertThat(find()).isEqualTo(new Secret.Known(NEW));
    }

    @Test
    void whileItCannotBeRead_theLastOneIsUsedForAnHour() {
        find();
        answer = new Answer.Failed("ThrottlingException");

        assertThat(findAfter(Duration.ofMinutes(5))).isEqualTo(new Secret.Known(OLD));
        assertThat(findAfter(Duration.ofMinutes(54).plusSeconds(59))).isEqualTo(new Secret.Known(OLD));
        assertThat(findAfter(Duration.ofSeconds(1)))
                .isEqualTo(new Secret.Unknown("the secret '" + NAME + "' cannot be read: ThrottlingException"));
    }

    @Test
    void aFailure_isNotRepeatedForEveryCall_andEndsWithTheFirstGoodAnswer() {
        find();
        answer = new Answer.Failed("no");
        findAfter(Duration.ofMinutes(5));

        findAfter(Duration.ofSeconds(29));
        assertThat(asked).hasValue(2);

        answer = new Answer.Found(NEW);
        assertThat(findAfter(Duration.ofSeconds(1))).isEqualTo(new Secret.Known(NEW));
        assertThat(asked).hasValue(3);
    }

    @Test
    void whereNothingIsLeft_itIsAskedAgainAfterASecond() {
        answer = new Answer.Failed("no");
        find();
        find();
        assertThat(asked).hasValue(1);

        answer = new Answer.Found(NEW);
        assertThat(findAfter(Duration.ofSeconds(1))).isEqualTo(new Secret.Known(NEW));
    }

    @Test
    void whatDoesNotExist_isAskedForEvery30Seconds() {
        answer = new Answer.NotFound();
        assertThat(find())
                .isEqualTo(new Secret.Unknown("the secret '" + NAME + "' does not exist or is being deleted"));
        answer = new Answer.Found(NEW);

        assertThat(findAfter(Duration.ofSeconds(29))).isInstanceOf(Secret.Unknown.class);
        assertThat(asked).hasValue(1);
        assertThat(findAfter(Duration.ofSeconds(1))).isEqualTo(new Secret.Known(NEW));
    }

    /** Whoever removes a secret means it. */
    @Test
    void whatIsRemoved_isNotUsedOnceThatIsKnown() {
        find();
        answer = new Answer.NotFound();

        assertThat(findAfter(Duration.ofMinutes(5))).isInstanceOf(Secret.Unknown.class);
    }

    @Test
    void manyWhoNeedIt_askOnce_andShareTheAnswer() {
        assertThat(findByAllAtOnce(THREADS)).hasSize(THREADS).containsOnly(new Secret.Known(OLD));
        assertThat(asked).hasValue(1);
    }

    /** Each would wait for the time-outs otherwise, one after the other. */
    @Test
    void manyWhoNeedIt_shareAFailureToo() {
        answer = new Answer.Failed("no");

        assertThat(findByAllAtOnce(THREADS)).hasSize(THREADS).hasOnlyElementsOfType(Secret.Unknown.class);
        assertThat(asked).hasValue(1);
    }

    private List<Secret> findByAllAtOnce(int threads) {
        isGated = true;
        try (var executor = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("finder-", 0).factory())) {
            var found = IntStream.range(0, threads)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(this::find, executor))
                    .toList();
            await().until(() -> waiting() == threads);
            gate.countDown();
            return found.stream().map(CompletableFuture::join).toList();
        }
    }

    /** An answer may take longer than the pause; each call would wait for one. */
    @Test
    void withNothingToGoOnWith_thePauseBegins_whereTheFailureEnds() {
        answer = new Answer.Failed("no answer");
        takes = Duration.ofSeconds(3);

        find();
        find();

        assertThat(asked).hasValue(1);
        assertThat(findAfter(Duration.ofSeconds(1))).isInstanceOf(Secret.Unknown.class);
        assertThat(asked).hasValue(2);
    }

    /** How many threads of ours wait: one for the answer, the others for that one. */
    private static long waiting() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("finder-"))
                .filter(thread -> thread.getState() == Thread.State.WAITING)
                .count();
    }

    @Test
    void whoHasAnOldOne_doesNotWaitForTheNewOne() {
        find();
        answer = new Answer.Found(NEW);
        clock.advance(Duration.ofMinutes(5));
        isGated = true;
        var asking = CompletableFuture.supplyAsync(this::find);
        await().until(() -> asked.get() == 2);

        assertThat(find()).isEqualTo(new Secret.Known(OLD));
        gate.countDown();
        assertThat(asking.join()).isEqualTo(new Secret.Known(NEW));
    }

    @Test
    void renewed_isTheNewOne_whereItWasChanged() {
        find();
        answer = new Answer.Found(NEW);

        assertThat(secrets.renewed(NAME, OLD)).contains(NEW);
        assertThat(find()).isEqualTo(new Secret.Known(NEW));
        assertThat(asked).hasValue(2);
    }

    @Test
    void renewed_isEmpty_whereItIsTheSame_andAsksOnceIn30Seconds() {
        find();

        assertThat(secrets.renewed(NAME, OLD)).isEmpty();
        assertThat(secrets.renewed(NAME, OLD)).isEmpty();
        clock.advance(Duration.ofSeconds(29));
        assertThat(secrets.renewed(NAME, OLD)).isEmpty();
        assertThat(asked).hasValue(2);

        answer = new Answer.Found(NEW);
        clock.advance(Duration.ofSeconds(1));
        assertThat(secrets.renewed(NAME, OLD)).contains(NEW);
    }

    @Test
    void renewed_asksNobody_whereAnotherCallHasTheNewOneAlready() {
        find();
        answer = new Answer.Found(NEW);
        assertThat(secrets.renewed(NAME, OLD)).contains(NEW);

        assertThat(secrets.renewed(NAME, OLD)).contains(NEW);
        assertThat(asked).hasValue(2);
    }

    @Test
    void renewed_isEmpty_whereItCannotBeRead_andLeavesTheOldOneInUse() {
        find();
        answer = new Answer.Failed("no");

        assertThat(secrets.renewed(NAME, OLD)).isEmpty();
        assertThat(find()).isEqualTo(new Secret.Known(OLD));
    }

    @Test
    void secretsOfOtherNames_areOthers() {
        find();

        assertThat(secrets.find("tollgate/sandbox/pepper")).isInstanceOf(Secret.Unknown.class);
        assertThat(find()).isEqualTo(new Secret.Known(OLD));
    }
}
