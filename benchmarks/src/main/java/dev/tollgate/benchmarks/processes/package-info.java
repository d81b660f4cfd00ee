/** The processes that benchmarks start beside their own; they end with it. */
@NullMarked
package dev.tollgate.benchmarks.processes;

import org.jspecify.annotations.NullMarked;
