/** Measures Tollgate's counters beside what else decides on DynamoDB. */
@NullMarked
package dev.tollgate.benchmarks.counters;

import org.jspecify.annotations.NullMarked;
