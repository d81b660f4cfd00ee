package dev.tollgate.proxy;

import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Fault;

/** How a call ended. */
public sealed interface Ending {
    /** The HTTP status that the caller was given. */
    int status();

    /** It was not sent to the provider, for a reason that is no quota. Nothing was reserved. */
    record Rejected(Fault fault) implements Ending {
        @Override
        public int status() {
            return fault.kind().status();
        }
    }

    /** A quota refused it. Nothing is left reserved. */
    record Refused(Refusal refusal) implements Ending {
        @Override
        public int status() {
            return 429;
        }
    }

    /** The provider answered, and the answer is paid for. */
    record Answered(int status, Usage usage, Settlement settlement, Delivery delivery) implements Ending {}

    /** The provider answered with an error, which was passed on. The reservation was given back. */
    record UpstreamError(int status, Settlement settlement) implements Ending {}

    /** The provider gave no answer that could be passed on. The reservation was given back. */
    record UpstreamFailed(Fault fault, Settlement settlement) implements Ending {
        @Override
        public int status() {
            return fault.kind().status();
        }
    }

    /** Whether an answer arrived. */
    enum Delivery {
        /** To its end. */
        COMPLETE,
        /** The caller went before the end. */
        CLIENT_GONE,
        /** The provider broke off or stalled before the end. */
        CUT_SHORT
    }
}
