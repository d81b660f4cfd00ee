/** Bedrock's runtime API, as far as the demo model speaks it. */
@NullMarked
package dev.tollgate.local.demo.bedrock;

import org.jspecify.annotations.NullMarked;
