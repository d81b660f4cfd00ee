/** How every benchmark measures and reports: rounds, callers, statistics, tables and files. */
@NullMarked
package dev.tollgate.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
