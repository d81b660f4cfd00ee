/** What is used, what is left, and whether a call would pass. */
@NullMarked
package dev.tollgate.admin.usage;

import org.jspecify.annotations.NullMarked;
