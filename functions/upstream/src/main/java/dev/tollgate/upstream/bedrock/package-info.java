/** The dialect of Amazon Bedrock: its two ways to call a model, its binary streams, and requests signed by a role. */
@NullMarked
package dev.tollgate.upstream.bedrock;

import org.jspecify.annotations.NullMarked;
