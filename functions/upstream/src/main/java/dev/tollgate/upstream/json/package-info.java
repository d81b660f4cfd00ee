/** Request bodies: read strictly, changed without touching what need not change. */
@NullMarked
package dev.tollgate.upstream.json;

import org.jspecify.annotations.NullMarked;
