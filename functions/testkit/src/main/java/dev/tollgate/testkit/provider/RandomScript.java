package dev.tollgate.testkit.provider;

import dev.tollgate.testkit.ScriptedProvider.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * A provider's behaviour that follows from a seed: mostly a good reply with something wrong about it. The same seed gives
 * the same script, whatever it is cut into by the network.
 *
 * @param api what is called
 * @param call the call
 * @param reply what is sent, before anything is done to it
 * @param sent how much of its body is sent, and how: as it is, or changed
 * @param steps what the provider does
 * @param goOn lets the provider go on where it waits for its caller
 */
public record RandomScript(
        RecordedApi api, RecordedCall call, RecordedReply reply, byte[] sent, List<Step> steps, CountDownLatch goOn) {
    private static final List<Integer> STATUSES =
            List.of(200, 200, 200, 200, 201, 204, 299, 301, 307, 400, 401, 404, 408, 418, 429, 500, 503, 529, 599);
    private static final List<String> TYPES = List.of(
            "application/json", "text/event-stream", "text/html", "text/event-stream; charset=utf-8", "", "\u00e9");
    private static final List<String> ENCODINGS = List.of("gzip", "identity", "br");
    private static final int MOST_TEXTS = 6;

    /** The script of a seed, of one of these APIs. */
    public static RandomScript of(long seed, List<RecordedApi> apis) {
        return new Writer(new Random(seed)).write(apis);
    }

    /** Draws one decision after the other, always in the same order. */
    private static final class Writer {
        private final Random random;
        private final CountDownLatch goOn = new CountDownLatch(1);

        Writer(Random random) {
            this.random = random;
        }

        RandomScript write(List<RecordedApi> apis) {
            var api = any(apis);
            var report = any(api.reports());
            var isStreamed = api.streamedCall().isPresent() && random.nextInt(3) > 0;
            var reply = changed(isStreamed ? api.streamed(report, random.nextInt(MOST_TEXTS)) : api.whole(report));
            var framing = any(List.of(Framing.values()));
            var sent = damaged(reply.body());
            var call = isStreamed ? api.streamedCall().orElseThrow() : api.call();
            return new RandomScript(api, call, reply, sent, steps(reply, framing, sent), goOn);
        }

        private RecordedReply changed(RecordedReply reply) {
            var changed = oneIn(3) ? reply.with(any(STATUSES)) : reply;
            if (oneIn(10)) {
                changed = changed.with("content-type", any(TYPES));
            }
            if (oneIn(20)) {
                changed = changed.with("content-encoding", any(ENCODINGS));
            }
            if (oneIn(20)) {
                changed = changed.with("retry-after", any(List.of("0", "-1", "soon", "9999999999")));
            }
            return oneIn(40) ? changed.with("content-length", "7") : changed;
        }

        /** Cut off, or with some bytes exchanged, or with others put in. */
        private byte[] damaged(byte[] body) {
            var damaged = oneIn(4) ? Arrays.copyOf(body, random.nextInt(body.length + 1)) : body.clone();
            if (damaged.length > 0 && oneIn(6)) {
                for (var times = random.nextInt(8); times >= 0; times--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
            }
            return damaged;
        }

        private List<Step> steps(RecordedReply reply, Framing framing, byte[] sent) {
            var steps = new ArrayList<Step>();
            steps.add(oneIn(30) ? new Step.SendBytes(garbage()) : framing.head(reply));
            for (var at = 0; at < sent.length; ) {
                var next = Math.min(sent.length, at + 1 + random.nextInt(200));
                steps.add(framing.piece(Arrays.copyOfRange(sent, at, next)));
                at = next;
                if (oneIn(12)) {
                    steps.add(new Step.Await(goOn));
                }
            }
            if (framing != Framing.CLOSE && oneIn(30)) {
                steps.add(new Step.SendBytes(garbage()));
            }
            if (!oneIn(6)) {
                steps.add(framing.end());
            }
            return broken(steps);
        }

        /** Reset, or stuck for good, somewhere. */
        private List<Step> broken(List<Step> steps) {
            var at = random.nextInt(steps.size() + 1);
            if (oneIn(10)) {
                steps.add(at, new Step.Reset());
            } else if (oneIn(15)) {
                steps.add(at, new Step.Await(new CountDownLatch(1)));
            }
            return List.copyOf(steps);
        }

        private byte[] garbage() {
            var bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            return bytes;
        }

        private boolean oneIn(int times) {
            return random.nextInt(times) == 0;
        }

        private <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
