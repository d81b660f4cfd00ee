/** What an operator reads from the counters, and corrects in them. */
@NullMarked
package dev.tollgate.core.report;

import org.jspecify.annotations.NullMarked;
