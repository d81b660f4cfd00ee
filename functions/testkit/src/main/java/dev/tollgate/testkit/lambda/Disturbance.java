package dev.tollgate.testkit.lambda;

import java.time.Duration;

/** What goes wrong with one request, because a test wants it. */
public sealed interface Disturbance {
    /**
     * The request is read and then answered so; else nothing happens, so that its call stays unanswered.
     *
     * @param status such as 413, 403 or 500
     */
    record Answer(int status, String body) implements Disturbance {
        /** An answer in the form of the Runtime API's own errors. */
        public Answer(int status) {
            this(status, Refusal.json("a test wants it", "Disturbed"));
        }
    }

    /** The connection is reset as soon as the request's headers are read; the call that it is about is lost. */
    record Cut() implements Disturbance {}

    /** The request is handled after this time. */
    record Delay(Duration time) implements Disturbance {}
}
