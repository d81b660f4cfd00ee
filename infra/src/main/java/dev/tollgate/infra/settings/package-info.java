/** What can be set for a stage, and what is fixed. */
@NullMarked
package dev.tollgate.infra.settings;

import org.jspecify.annotations.NullMarked;
