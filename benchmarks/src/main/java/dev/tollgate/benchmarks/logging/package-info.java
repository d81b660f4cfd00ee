/** What the function's log and metrics cost: at a start, and for each call. */
@NullMarked
package dev.tollgate.benchmarks.logging;

import org.jspecify.annotations.NullMarked;
