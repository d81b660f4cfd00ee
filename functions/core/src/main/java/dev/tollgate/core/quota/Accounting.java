package dev.tollgate.core.quota;

/** When a call's tokens and cost are counted. Its request always counts before it is sent. */
public enum Accounting {
    /** Before it is sent, as what it may use at most: a limit is never exceeded. */
    RESERVE,
    /**
     * After its reply, as what it did use: a call is refused only once a limit is reached, so that calls in flight can exceed
     * it together. The way of WSO2 and of most gateways.
     */
    COUNT_AFTER
}
