/** Who asks, and what they may do. */
@NullMarked
package dev.tollgate.admin.access;

import org.jspecify.annotations.NullMarked;
