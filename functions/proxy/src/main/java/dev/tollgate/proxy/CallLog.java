package dev.tollgate.proxy;

/** Where calls are recorded, one line each. Implementations are thread safe and do not fail a call. */
@FunctionalInterface
public interface CallLog {
    /** Records a call that has ended. */
    void record(CallRecord call);

    /** Records it here, then there. */
    default CallLog and(CallLog other) {
        return call -> {
            record(call);
            other.record(call);
        };
    }
}
