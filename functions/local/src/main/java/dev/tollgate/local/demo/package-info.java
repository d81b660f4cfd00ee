/** A model for the laptop: it speaks OpenAI's chat completions and costs nothing. */
@NullMarked
package dev.tollgate.local.demo;

import org.jspecify.annotations.NullMarked;
