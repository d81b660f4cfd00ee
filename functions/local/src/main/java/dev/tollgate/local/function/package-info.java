/** The functions on this machine: as objects of this process, or as they are deployed. */
@NullMarked
package dev.tollgate.local.function;

import org.jspecify.annotations.NullMarked;
