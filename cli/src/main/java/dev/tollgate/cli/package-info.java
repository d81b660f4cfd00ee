/** The admin API on the command line: where the program starts. */
@NullMarked
package dev.tollgate.cli;

import org.jspecify.annotations.NullMarked;
