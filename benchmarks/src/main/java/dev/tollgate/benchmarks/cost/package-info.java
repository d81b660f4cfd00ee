/** What a stage costs at list prices: arithmetic, nothing is measured. */
@NullMarked
package dev.tollgate.benchmarks.cost;

import org.jspecify.annotations.NullMarked;
