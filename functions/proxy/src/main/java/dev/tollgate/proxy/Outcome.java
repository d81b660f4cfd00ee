package dev.tollgate.proxy;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.ErrorReply;
import java.util.Map;

/** What became of a call at one backend. */
sealed interface Outcome {
    /** How it ended, for the log. */
    Ending ending();

    /** The model that it named, empty where it did not get so far. */
    String model();

    /** Whether it passed a limit that could not be checked. */
    boolean isUnchecked();

    /** The caller has a reply, as far as it could be had. */
    record Served(Ending ending, String model, boolean isUnchecked) implements Outcome {}

    /**
     * The caller has nothing yet, and nothing is reserved any more.
     *
     * @param reply what it can be told
     * @param headers what the reply carries besides
     * @param othersMayServe whether another backend may do better: this one failed, or is used up
     */
    record Unserved(
            ErrorReply reply,
            Map<String, String> headers,
            Ending ending,
            String model,
            boolean isUnchecked,
            boolean othersMayServe)
            implements Outcome {
        /** Whether it cost the caller something all the same. */
        boolean isCharged() {
            return switch (ending) {
                case Ending.UpstreamFailed failed -> failed.usage().source() == Usage.Source.RESERVATION;
                case Ending.UpstreamError error -> error.isCharged();
                case Ending.Rejected _, Ending.Refused _ -> false;
                case Ending.Answered _, Ending.Defect _ -> true;
            };
        }
    }
}
