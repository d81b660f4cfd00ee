/** What a call may use at most, and what it did use. */
@NullMarked
package dev.tollgate.core.usage;

import org.jspecify.annotations.NullMarked;
