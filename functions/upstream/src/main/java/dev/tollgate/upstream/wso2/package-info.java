/** Errors as WSO2 API Manager writes them, for callers that were behind it before. */
@NullMarked
package dev.tollgate.upstream.wso2;

import org.jspecify.annotations.NullMarked;
