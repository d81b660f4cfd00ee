/** How a store fails. */
@NullMarked
package dev.tollgate.core.store;

import org.jspecify.annotations.NullMarked;
