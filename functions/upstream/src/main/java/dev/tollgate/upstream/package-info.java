/** Calling providers: what differs between them is a {@link dev.tollgate.upstream.Dialect}. */
@NullMarked
package dev.tollgate.upstream;

import org.jspecify.annotations.NullMarked;
