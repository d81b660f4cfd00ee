/** From what is configured to what is wanted. */
@NullMarked
package dev.tollgate.cli.plan;

import org.jspecify.annotations.NullMarked;
