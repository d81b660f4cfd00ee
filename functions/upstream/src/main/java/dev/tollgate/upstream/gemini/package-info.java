/** The dialect of Google's Gemini API. */
@NullMarked
package dev.tollgate.upstream.gemini;

import org.jspecify.annotations.NullMarked;
