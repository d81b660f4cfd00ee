/** The dialect of Azure OpenAI: OpenAI's calls under other paths, with deployments for models and errors of Azure's. */
@NullMarked
package dev.tollgate.upstream.azure;

import org.jspecify.annotations.NullMarked;
