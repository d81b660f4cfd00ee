/** What a start of the function costs: cold, and from a snapshot. */
@NullMarked
package dev.tollgate.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
