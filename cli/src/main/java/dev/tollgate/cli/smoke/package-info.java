/** Proving that a stage works: one application's whole life, from its plan to the refusal of its last call. */
@NullMarked
package dev.tollgate.cli.smoke;

import org.jspecify.annotations.NullMarked;
