/** Anthropic's API, as far as the demo model speaks it. */
@NullMarked
package dev.tollgate.local.demo.anthropic;

import org.jspecify.annotations.NullMarked;
