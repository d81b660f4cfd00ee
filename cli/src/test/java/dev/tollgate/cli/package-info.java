/** The tool against an API in memory. */
@NullMarked
package dev.tollgate.cli;

import org.jspecify.annotations.NullMarked;
