/** Measures what a gateway adds to a call: Tollgate and another one, before the same provider. */
@NullMarked
package dev.tollgate.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
