/** The dialect of Anthropic's Messages API. */
@NullMarked
package dev.tollgate.upstream.anthropic;

import org.jspecify.annotations.NullMarked;
