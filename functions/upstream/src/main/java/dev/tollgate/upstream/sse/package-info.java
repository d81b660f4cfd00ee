/** Server-sent events, read as they arrive and kept byte for byte. */
@NullMarked
package dev.tollgate.upstream.sse;

import org.jspecify.annotations.NullMarked;
