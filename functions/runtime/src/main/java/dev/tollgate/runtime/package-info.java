/** A Lambda runtime for Java that streams replies, takes snapshots and runs many calls at once. */
@NullMarked
package dev.tollgate.runtime;

import org.jspecify.annotations.NullMarked;
