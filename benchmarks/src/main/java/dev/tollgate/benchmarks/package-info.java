/** Measures what is claimed about speed: Tollgate's counters beside what else decides on DynamoDB. */
@NullMarked
package dev.tollgate.benchmarks;

import org.jspecify.annotations.NullMarked;
