/** The dialect of OpenAI and of every server compatible with it. */
@NullMarked
package dev.tollgate.upstream.openai;

import org.jspecify.annotations.NullMarked;
