/** Both functions and both stages on one machine, without an account and without a network. */
@NullMarked
package dev.tollgate.local;

import org.jspecify.annotations.NullMarked;
