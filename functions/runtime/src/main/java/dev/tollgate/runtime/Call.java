package dev.tollgate.runtime;

/**
 * A call of the function: what its context tells, which is held until its reply is over, and the event, which only its reader
 * holds.
 */
record Call(Invocation invocation, byte[] event) {}
