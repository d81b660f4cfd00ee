/** OpenAI's and Azure OpenAI's API, as far as the demo model speaks it. */
@NullMarked
package dev.tollgate.local.demo.openai;

import org.jspecify.annotations.NullMarked;
