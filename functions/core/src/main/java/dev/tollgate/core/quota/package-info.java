/** What may be used, and in which window of time. */
@NullMarked
package dev.tollgate.core.quota;

import org.jspecify.annotations.NullMarked;
