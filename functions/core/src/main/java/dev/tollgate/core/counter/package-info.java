/** What is counted: one counter for an owner and a window, and the port to where it is kept. */
@NullMarked
package dev.tollgate.core.counter;

import org.jspecify.annotations.NullMarked;
