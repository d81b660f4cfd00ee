/** The commands, each with its options. */
@NullMarked
package dev.tollgate.cli.commands;

import org.jspecify.annotations.NullMarked;
