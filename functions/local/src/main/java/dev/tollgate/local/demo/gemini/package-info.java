/** The Gemini API, as far as the demo model speaks it. */
@NullMarked
package dev.tollgate.local.demo.gemini;

import org.jspecify.annotations.NullMarked;
