package dev.tollgate.benchmarks.counters;

/** What one contestant asked of the store under one load. */
record Count(String contestant, Load load, Tally tally) {}
