/** The stacks of a stage. */
@NullMarked
package dev.tollgate.infra.stage;

import org.jspecify.annotations.NullMarked;
