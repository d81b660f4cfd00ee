package dev.tollgate.proxy;

import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Fault;
import java.util.Optional;

/** How a call ended. */
public sealed interface Ending {
    /** The HTTP status that the caller was given. */
    int status();

    /** What was charged, empty where it was nothing but at most the request. */
    default Optional<Usage> charged() {
        return switch (this) {
            case Rejected _, Refused _, UpstreamError _ -> Optional.empty();
            case Answered answered -> Optional.of(answered.usage());
            case UpstreamFailed failed -> Optional.of(failed.usage());
            case Defect defect -> Optional.of(defect.usage());
        };
    }

    /** How the reservation ended, empty where the call was not admitted. */
    default Optional<Settlement> settled() {
        return switch (this) {
            case Rejected _, Refused _ -> Optional.empty();
            case Answered answered -> Optional.of(answered.settlement());
            case UpstreamError error -> Optional.of(error.settlement());
            case UpstreamFailed failed -> Optional.of(failed.settlement());
            case Defect defect -> Optional.of(defect.settlement());
        };
    }

    /**
     * It was not sent to the provider, for a reason that is no quota. Nothing is left reserved.
     *
     * @param cause for the operator, empty where the fault says all
     */
    record Rejected(Fault fault, String cause) implements Ending {
        @Override
        public int status() {
            return fault.kind().status();
        }
    }

    /** A quota refused it. Nothing is left reserved. */
    record Refused(Refusal refusal, int status) implements Ending {}

    /** The provider answered, and the answer is paid for. */
    record Answered(int status, Usage usage, Settlement settlement, Delivery delivery) implements Ending {}

    /**
     * The provider answered with an error, which was passed on.
     *
     * @param isCharged whether it counts as a request, because the caller was at fault; otherwise all was given back
     */
    record UpstreamError(int status, boolean isCharged, Settlement settlement) implements Ending {}

    /**
     * The provider gave no answer that could be passed on.
     *
     * @param usage what is charged: nothing if it was the provider that gave up, the reservation if it was we
     */
    record UpstreamFailed(Fault fault, Usage usage, Settlement settlement) implements Ending {
        @Override
        public int status() {
            return fault.kind().status();
        }
    }

    /**
     * A defect of ours.
     *
     * @param usage what is charged: what was reserved, if the call may have been sent
     */
    record Defect(Fault fault, Usage usage, Settlement settlement) implements Ending {
        @Override
        public int status() {
            return fault.kind().status();
        }
    }

    /** Whether an answer arrived. */
    enum Delivery {
        /** To its end. */
        COMPLETE,
        /** The caller went before the end, or did not take it in time. */
        CLIENT_GONE,
        /** The provider broke off or stalled before the end. */
        CUT_SHORT
    }
}
