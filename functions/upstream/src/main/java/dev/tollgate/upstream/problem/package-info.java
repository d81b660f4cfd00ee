/** Errors as problem details, for callers that no SDK speaks for. */
@NullMarked
package dev.tollgate.upstream.problem;

import org.jspecify.annotations.NullMarked;
