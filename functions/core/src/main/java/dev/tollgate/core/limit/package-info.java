/** The decision: whether a call is admitted, and how it is settled. */
@NullMarked
package dev.tollgate.core.limit;

import org.jspecify.annotations.NullMarked;
