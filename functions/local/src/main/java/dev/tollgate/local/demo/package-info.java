/** A model for the laptop: it speaks the API of every provider that Tollgate knows, and costs nothing. */
@NullMarked
package dev.tollgate.local.demo;

import org.jspecify.annotations.NullMarked;
