/** What a prompt holds beside its text, whatever the dialect it is written in. */
@NullMarked
package dev.tollgate.upstream.prompt;

import org.jspecify.annotations.NullMarked;
